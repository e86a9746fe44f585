package org.scapula.planner.template;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A template as it is now.
@Entity
class PlanTemplate {

    @Id
    UUID id;

    String clinic;
    String name;
    int revision;

    /// What it says, as a JSON text.
    String document;

    Instant createdAt;
    Instant changedAt;
    String changedBy;

    @Nullable
    Instant retiredAt;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected PlanTemplate() {}

    PlanTemplate(UUID id, String clinic, String name, String document, Instant at, String by) {
        this.id = id;
        this.clinic = clinic;
        this.name = name;
        this.revision = 1;
        this.document = document;
        this.createdAt = at;
        this.changedAt = at;
        this.changedBy = by;
    }

    void change(String otherName, String otherDocument, Instant at, String by) {
        this.name = otherName;
        this.document = otherDocument;
        revised(at, by);
    }

    void retire(Instant at, String by) {
        this.retiredAt = at;
        revised(at, by);
    }

    Optional<Instant> retired() {
        return Optional.ofNullable(retiredAt);
    }

    private void revised(Instant at, String by) {
        this.revision++;
        this.changedAt = at;
        this.changedBy = by;
    }
}
