package org.scapula.planner.fhir.cards;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// What became of a card.
@Entity
@Immutable
@Table(name = "cds_feedback")
class Feedback {

    /// What somebody did with it.
    enum Outcome {
        ACCEPTED,
        OVERRIDDEN
    }

    @Id
    UUID id;

    UUID card;
    String clinic;
    String patient;

    @Enumerated(EnumType.STRING)
    Outcome outcome;

    @Nullable
    @Enumerated(EnumType.STRING)
    OverrideReason reason;

    Instant outcomeAt;
    Instant saidAt;
    String saidBy;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Feedback() {}

    Feedback(UUID id, ShownCard card, NewFeedback.Entry said, Instant at, String by) {
        this.id = id;
        this.card = card.id;
        this.clinic = card.clinic;
        this.patient = card.patient;
        this.outcome = Outcome.valueOf(said.outcome().name());
        this.reason = said.known().orElse(null);
        this.outcomeAt = said.outcomeTimestamp().orElse(at);
        this.saidAt = at;
        this.saidBy = by;
    }
}
