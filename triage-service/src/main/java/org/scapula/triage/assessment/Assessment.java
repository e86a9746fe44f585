package org.scapula.triage.assessment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.scapula.triage.rules.AnswersText;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.ruleset.Knowledge;

/// One judgement as it was given: whose it is, what was asked of us, and what we answered, word for word; and what a
/// clinician said of it last.
@Entity
@Immutable
class Assessment {

    private static final String LATEST = " from assessment_review r where r.assessment = id and r.place ="
            + " (select max(newest.place) from assessment_review newest where newest.assessment = id)";

    @Id
    UUID id;

    String clinic;

    /// The clinic's own reference, opaque to us.
    String patient;

    Instant assessedAt;

    @Enumerated(EnumType.STRING)
    Disposition disposition;

    /// Unknown of those from before rule sets had ids; then only version and hash say which it was.
    @Nullable
    UUID ruleSet;

    String ruleSetVersion;
    String ruleSetHash;

    @Nullable
    String decisionHash;

    @Nullable
    UUID replaces;

    /// The first of the chain; its own id when it replaces nothing.
    UUID episode;

    /// JSON texts, kept as texts: the answer that is read again has the very bytes that were given first.
    String asked;

    String shown;

    @Nullable
    @Formula("(select r.shown" + LATEST + ")")
    String latestReview;

    @Enumerated(EnumType.STRING)
    @Formula("coalesce((select r.disposition" + LATEST + "), disposition)")
    Disposition effectiveDisposition;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Assessment() {}

    Assessment(String clinic, AssessmentView view, FollowUp followUp, Knowledge knowledge, String shown) {
        this.id = view.id();
        this.clinic = clinic;
        this.patient = view.patient();
        this.assessedAt = view.grounds().assessedAt();
        this.disposition = view.advice().disposition();
        this.ruleSet = knowledge.ruleSetId();
        this.ruleSetVersion = knowledge.rules().version();
        this.ruleSetHash = knowledge.rules().hash();
        this.decisionHash = followUp.judged().verdict().decisionHash();
        this.replaces = followUp.replaced().map(Earlier::id).orElse(null);
        this.episode = followUp.episode(id);
        this.asked = AnswersText.of(followUp.judged().answers(), knowledge.rules());
        this.shown = shown;
        this.effectiveDisposition = disposition;
    }

    /// The words as they were given; before them, when there is any, the latest word of a clinician.
    String said() {
        return latestReview == null
                ? shown
                : "{\"review\":" + latestReview + ",\"effectiveDisposition\":\"" + effectiveDisposition + "\","
                        + shown.substring(1);
    }

    /// All that is known of it, as one JSON text.
    String whole() {
        return "{\"asked\":" + asked + ",\"shown\":" + shown + "}";
    }
}
