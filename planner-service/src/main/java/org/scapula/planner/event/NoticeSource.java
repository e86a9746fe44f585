package org.scapula.planner.event;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A system of a clinic that says when something changed there.
@Entity
class NoticeSource {

    @Id
    UUID id;

    String clinic;
    String system;
    int revision;
    int secretGeneration;

    /// When the last of the secrets before ends.
    @Nullable
    Instant previousUntil;

    /// Those before that are good still, as `Promised` has them.
    String promised;

    Instant createdAt;
    Instant changedAt;
    String changedBy;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected NoticeSource() {}

    NoticeSource(UUID id, String clinic, String system, Instant at, String by) {
        this.id = id;
        this.clinic = clinic;
        this.system = system;
        this.revision = 1;
        this.secretGeneration = 1;
        this.promised = "";
        this.createdAt = at;
        this.changedAt = at;
        this.changedBy = by;
    }

    void renewSecret(Instant previousIsGoodUntil, Instant at, String by) {
        var held = Promised.in(promised).exchanged(secretGeneration, previousIsGoodUntil, at);
        this.promised = held.words();
        this.previousUntil = held.last().orElse(null);
        this.secretGeneration++;
        this.revision++;
        this.changedAt = at;
        this.changedBy = by;
    }
}
