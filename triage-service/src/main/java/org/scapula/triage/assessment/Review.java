package org.scapula.triage.assessment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.scapula.triage.rules.Disposition;

/// What a clinician said of a judgement: what holds from then on, instead of what, and, where it is milder, who answers
/// for it and why.
@Entity
@Immutable
@Table(name = "assessment_review")
class Review {

    @Id
    UUID id;

    String clinic;
    String patient;
    UUID assessment;

    /// Counts the reviews of one assessment from 1.
    int place;

    Instant reviewedAt;

    @Enumerated(EnumType.STRING)
    Disposition disposition;

    @Enumerated(EnumType.STRING)
    Disposition insteadOf;

    /// Of the token that acted.
    String subject;

    @Nullable
    String name;

    @Nullable
    String reason;

    /// The JSON text that was answered, kept as a text.
    String shown;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Review() {}

    Review(Assessment reviewed, int place, ReviewView view, String shown) {
        this.id = view.id();
        this.clinic = reviewed.clinic;
        this.patient = reviewed.patient;
        this.assessment = reviewed.id;
        this.place = place;
        this.reviewedAt = view.reviewedAt();
        this.disposition = view.disposition();
        this.insteadOf = view.insteadOf();
        this.subject = view.subject();
        this.name = view.name().orElse(null);
        this.reason = view.reason().orElse(null);
        this.shown = shown;
    }
}
