package org.scapula.triage.assessment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.scapula.triage.rules.Disposition;

/// One judgement as it was given: whose it is, what was asked of us, and what we answered, word for word.
@Entity
@Immutable
class Assessment {

    @Id
    UUID id;

    String clinic;

    /// The clinic's own reference, opaque to us.
    String patient;

    Instant assessedAt;

    @Enumerated(EnumType.STRING)
    Disposition disposition;

    String ruleSetVersion;
    String ruleSetHash;

    @Nullable
    UUID replaces;

    /// JSON texts, kept as texts: the answer that is read again has the very bytes that were given first.
    String asked;

    String shown;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Assessment() {}

    Assessment(String clinic, AssessmentView view, @Nullable UUID replaces, String asked, String shown) {
        this.id = view.id();
        this.clinic = clinic;
        this.patient = view.patient();
        this.assessedAt = view.grounds().assessedAt();
        this.disposition = view.advice().disposition();
        this.ruleSetVersion = view.grounds().ruleSet().version();
        this.ruleSetHash = view.grounds().ruleSet().hash();
        this.replaces = replaces;
        this.asked = asked;
        this.shown = shown;
    }

    /// All that is known of it, as one JSON text.
    String whole() {
        return "{\"asked\":" + asked + ",\"shown\":" + shown + "}";
    }
}
