package org.scapula.planner.remote;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.week.Activity;
import org.scapula.planner.week.Disposition;
import org.scapula.planner.week.ExerciseClass;
import org.scapula.planner.week.Irritability;
import org.scapula.planner.week.Level;
import org.scapula.planner.week.Pace;
import org.scapula.planner.week.Position;
import org.scapula.planner.week.Stage;
import org.scapula.planner.week.Tag;

/// What a plan reads of a judgement. The picture is absent when the person must be seen at once.
public record TriageAssessment(
        UUID id,
        String patient,
        String headline,
        Disposition disposition,
        Optional<Disposition> effectiveDisposition,
        Optional<Review> review,
        List<String> doNow,
        List<String> safetyNet,
        LocalDate reviewDate,
        String getHelpAgain,
        Instant assessedAt,
        RuleSet ruleSet,
        List<String> unknownRedFlags,
        Optional<Picture> picture,
        Optional<HowFast> howFast) {

    /// By when to be seen: `now` or an ISO 8601 duration.
    public record HowFast(String within) {}

    /// What a clinician said of it last. Who says that self-care is enough gives no headline.
    public record Review(UUID id, Optional<Instant> reviewedAt, Optional<String> headline, List<String> doNow) {}

    /// What a clinician said of it last goes before what triage said.
    public Disposition held() {
        return effectiveDisposition.orElse(disposition);
    }

    public Optional<Instant> reviewedAt() {
        return review.flatMap(Review::reviewedAt);
    }

    public boolean allowsExercise() {
        return allowsExercise(false);
    }

    /// @param approved whether a clinician who has seen the person lets them exercise
    public boolean allowsExercise(boolean approved) {
        return held() == Disposition.SELF_CARE || (approved && held() == Disposition.ROUTINE_CLINICIAN);
    }

    public String headlineHeld() {
        return review.flatMap(Review::headline).orElse(headline);
    }

    public List<String> doNowHeld() {
        return review.map(Review::doNow).filter(lines -> !lines.isEmpty()).orElse(doNow);
    }

    public record RuleSet(String version, String hash) {}

    public record Picture(
            Optional<Integer> ageYears,
            Optional<Integer> nprs,
            Optional<Integer> durationDays,
            Optional<Integer> onsetHoursAgo,
            Optional<Integer> pregnancyWeeks,
            Optional<Integer> selfCareDaysNoBetter,
            Stage stage,
            Irritability irritability,
            List<String> conditions,
            Optional<List<Forbids>> forbids,
            Optional<List<Advice>> activities) {}

    /// What an exercise must not be or ask for. Answers judged by an older triage have no such lines.
    ///
    /// @param approvable whether it only says that a clinician chooses; nobody knows of an older answer
    public record Forbids(
            String id,
            Level level,
            List<Position> positions,
            List<ExerciseClass> classes,
            List<Tag> tags,
            String text,
            boolean assumed,
            Optional<Boolean> approvable,
            List<String> sources) {}

    /// How to go on with an activity.
    public record Advice(String id, Activity activity, Does does, Pace advice, String text, List<String> sources) {}

    /// What the person answered about doing it.
    public enum Does {
        @JsonProperty("yes")
        YES,
        @JsonProperty("no")
        NO,
        @JsonProperty("unknown")
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
