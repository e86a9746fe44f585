package org.scapula.planner.template;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.scapula.edge.TimeOrderedId;

/// A template as it once was, and who made it so.
@Entity
@Immutable
class PlanTemplateRevision {

    @Id
    UUID id;

    UUID template;
    String clinic;
    int revision;

    @Enumerated(EnumType.STRING)
    TemplateHistoryView.Act act;

    String document;
    Instant changedAt;
    String changedBy;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected PlanTemplateRevision() {}

    PlanTemplateRevision(PlanTemplate now, TemplateHistoryView.Act act) {
        this.id = TimeOrderedId.at(now.changedAt);
        this.template = now.id;
        this.clinic = now.clinic;
        this.revision = now.revision;
        this.act = act;
        this.document = now.document;
        this.changedAt = now.changedAt;
        this.changedBy = now.changedBy;
    }
}
