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

/// One judgement as it was given: what was asked of us, and what we answered, word for word.
@Entity
@Immutable
class Assessment {

    @Id
    UUID id;

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

    Assessment(AssessmentView view, @Nullable UUID replaces, String asked, String shown) {
        this.id = view.id();
        this.assessedAt = view.assessedAt();
        this.disposition = view.disposition();
        this.ruleSetVersion = view.ruleSet().version();
        this.ruleSetHash = view.ruleSet().hash();
        this.replaces = replaces;
        this.asked = asked;
        this.shown = shown;
    }
}
