package org.scapula.planner.plan;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// One plan as it was given, with what it was made from.
@Entity
@Immutable
class Plan {

    @Id
    UUID id;

    String clinic;
    String patient;
    Instant createdAt;
    UUID assessmentId;
    LocalDate startsOn;
    String rulesetVersion;
    String catalogVersion;
    String inputHash;

    /// The plan that this one goes on from.
    @Nullable
    UUID previous;

    /// The plan in whose place this one stands.
    @Nullable
    UUID replaces;

    /// JSON texts, kept as texts: the plan that is read again has the very bytes that were given first.
    String asked;

    String shown;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Plan() {}

    Plan(String clinic, PlanView view, String asked, String shown) {
        this.id = view.planId();
        this.clinic = clinic;
        this.patient = view.patient().reference();
        this.createdAt = view.createdAt();
        this.assessmentId = view.triage().id();
        this.startsOn = view.startsOn();
        this.rulesetVersion = view.rulesetVersion();
        this.catalogVersion = view.catalogVersion();
        this.inputHash = view.inputHash();
        this.previous = view.previousPlanId().orElse(null);
        this.replaces = view.edited().map(PlanView.Edited::of).orElse(null);
        this.asked = asked;
        this.shown = shown;
    }

    /// What leaves the house: as bytes it goes in one piece and says its length, as text it would go in chunks.
    byte[] sent() {
        return shown.getBytes(StandardCharsets.UTF_8);
    }
}
