package org.scapula.planner.plan;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Disposition;

/// Since when a person does not go on with their exercises, and why. Only an assessment that says self-care ends it: a
/// later one, or the one that froze it once a clinician has reviewed that.
@Entity
@Table(name = "plan_freeze")
class Freeze {

    /// What the person said of a session. Who was stopped at the door of a plan said nothing: then this is not told.
    enum Cause {
        NEW_SYMPTOM,
        BAD_MORNINGS
    }

    /// Why, as people are told.
    enum Why {
        NEW_SYMPTOM("H05"),
        BAD_MORNINGS("H43"),
        TRIAGE_ANSWER("H01");

        final String ruleId;

        Why(String ruleId) {
            this.ruleId = ruleId;
        }
    }

    @Id
    UUID id;

    UUID plan;
    String clinic;
    String patient;
    Instant frozenAt;

    @Enumerated(EnumType.STRING)
    Cause cause;

    @Nullable
    UUID assessment;

    @Nullable
    @Enumerated(EnumType.STRING)
    Disposition disposition;

    /// Nobody said anything of a session: triage had an answer for them when they came for a plan.
    boolean atTheDoor;

    String headline;

    /// One line a sentence.
    String doNow;

    @Nullable
    Instant thawedAt;

    @Nullable
    String thawedBy;

    @Nullable
    UUID thawedWith;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Freeze() {}

    Freeze(UUID id, Plan plan, Cause cause, Instant at, String headline, List<String> doNow) {
        this.id = id;
        this.plan = plan.id;
        this.clinic = plan.clinic;
        this.patient = plan.patient;
        this.cause = cause;
        this.frozenAt = at;
        this.headline = headline;
        this.doNow = String.join("\n", doNow);
    }

    Freeze judged(TriageAssessment fresh) {
        return judged(fresh.id(), fresh.held());
    }

    Freeze atTheDoor(Stops.Said said) {
        this.atTheDoor = true;
        return judged(said.assessment(), said.disposition());
    }

    private Freeze judged(UUID by, Disposition held) {
        this.assessment = by;
        this.disposition = held;
        return this;
    }

    Why why() {
        return atTheDoor ? Why.TRIAGE_ANSWER : Why.valueOf(cause.name());
    }

    /// Whether somebody who is stopped by this needs no stop for that.
    boolean isAsGraveAs(Disposition other) {
        return disposition().filter(held -> held.compareTo(other) <= 0).isPresent();
    }

    ExerciseDayRules.Stopped asStop() {
        return new ExerciseDayRules.Stopped(frozenAt, Optional.ofNullable(thawedAt));
    }

    boolean isAnsweredBy(TriageAssessment said, boolean approved) {
        return said.allowsExercise(approved)
                && (said.assessedAt().isAfter(frozenAt) || said.id().equals(assessment));
    }

    void end(Instant at, String by, UUID with) {
        this.thawedAt = at;
        this.thawedBy = by;
        this.thawedWith = with;
    }

    List<String> doNow() {
        return doNow.lines().toList();
    }

    Optional<Disposition> disposition() {
        return Optional.ofNullable(disposition);
    }

    /// The assessment that says so, if it does.
    Optional<UUID> emergency() {
        return assessment().filter(_ -> disposition == Disposition.EMERGENCY);
    }

    Optional<UUID> assessment() {
        return Optional.ofNullable(assessment);
    }
}
