package org.scapula.planner.scheduling;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a person at the clinic has to look at.
@Entity
@Table(name = "work_item")
class WorkItem {

    @Id
    UUID id;

    String clinic;
    String patient;

    @Enumerated(EnumType.STRING)
    WorkKind kind;

    short rank;

    @Nullable
    UUID request;

    UUID assessment;
    Instant since;
    int version;

    @Nullable
    Instant doneAt;

    @Nullable
    String doneBy;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected WorkItem() {}

    void isDone(Instant at, String by) {
        this.doneAt = at;
        this.doneBy = by;
        this.version++;
    }
}
