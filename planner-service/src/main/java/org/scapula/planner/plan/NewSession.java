package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.scapula.planner.week.Done;
import org.scapula.planner.week.Nprs;
import org.scapula.planner.week.Rating;

/// How a session was, in the person's words. What is left out is not known, and never counts as good; only what is new
/// must be said, and an empty object says: nothing is.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description =
                "How a session was. What is left out is not known and never counts as good. Said again for the same"
                        + " session, as when the next morning has come, it takes the place of what was said before.",
        requiredProperties = {"date", "done", "newSymptoms"},
        examples = NewSession.EXAMPLE)
public record NewSession(
        @Schema(description = "A day of the plan's week; today or before.") @NotNull
        LocalDate date,

        @Schema(description = "Which session of that day; absent: 1.")
        Optional<@Min(1) @Max(3) Integer> session,

        @NotNull Done done,

        @Schema(description = "Pain before the session, NPRS.")
        Optional<@Min(0) @Max(10) Integer> painBefore,

        @Schema(description = "Worst pain in the session, NPRS.")
        Optional<@Min(0) @Max(10) Integer> painDuring,

        @Schema(description = "Pain the morning after, NPRS.")
        Optional<@Min(0) @Max(10) Integer> painNextMorning,

        @Schema(description = "How hard it was on the whole, RPE 0 to 10.")
        Optional<@Min(0) @Max(10) Integer> effort,

        @Schema(description = "How single exercises were; each at most once.")
        Optional<@UniqueElements @Size(max = 20) List<@NotNull @Valid Rated>> exercises,

        @Schema(
                description = "Whatever is new since the assessment, as answers to findings of triage (`GET"
                        + " /questionnaire` there). An empty object says: nothing. Anything else is judged by triage at"
                        + " once.",
                type = SchemaType.OBJECT,
                examples = "{\"saddleNumb\": \"yes\"}")
        @NotNull
        @Size(max = 60)
        Map<String, Object> newSymptoms) {

    static final String EXAMPLE = """
            {"date": "2026-11-23", "session": 1, "done": "DONE", "painBefore": 3, "painDuring": 4, "painNextMorning": 3,
             "effort": 5, "exercises": [{"exerciseId": "scapular-squeeze", "rating": "FINE"}], "newSymptoms": {}}""";

    private static final String NOT_WHOLE = "not whole";

    /// Of a session that was skipped, or that nobody has said anything of.
    static final Set<String> NOT_DONE = Set.of(NOT_WHOLE, "not at all");

    /// Nobody gets more of what was harder (RPE).
    private static final int MODERATE = 6;

    /// One exercise, and how it was.
    @Schema(
            name = "RatedExercise",
            requiredProperties = {"exerciseId", "rating"},
            examples = "{\"exerciseId\": \"scapular-squeeze\", \"rating\": \"FINE\"}")
    public record Rated(
            @Schema(description = "The slug of an exercise of that session, or of the breaks at the desk.") @NotNull
            String exerciseId,

            @NotNull Rating rating) {}

    int sessionOfTheDay() {
        return session.orElse(1);
    }

    /// What a week that comes after would have to heed: one that was made before does not.
    ///
    /// @param usual pain when the plan was made
    Set<String> worries(int usual) {
        var worries = new HashSet<String>();
        painDuring.filter(pain -> pain > Meanings.ACCEPTABLE).ifPresent(_ -> worries.add("during"));
        painBefore.filter(pain -> Nprs.hasRisen(usual, pain)).ifPresent(_ -> worries.add("before"));
        painNextMorning.filter(pain -> Nprs.hasRisen(usual, pain)).ifPresent(_ -> worries.add("morning"));
        exercises.orElse(List.of()).stream()
                .filter(one -> one.rating() == Rating.HURTS)
                .forEach(one -> worries.add(one.exerciseId()));
        exercises.orElse(List.of()).stream()
                .filter(one -> one.rating() == Rating.HURTS || one.rating() == Rating.TOO_HARD)
                .forEach(one -> worries.add("hard " + one.exerciseId()));
        return worries;
    }

    /// What speaks against more in a week that comes after: one that was made before, and asks for more, does not heed
    /// it. What nobody knows speaks against it as well.
    ///
    /// @param plan that it is a session of
    /// @param today whose morning after is still to come
    Set<String> doubts(KeptPlan plan, LocalDate today) {
        if (done == Done.SKIPPED) {
            return NOT_DONE;
        }
        var doubts = new HashSet<String>();
        if (done == Done.PARTLY) {
            doubts.add(NOT_WHOLE);
        }
        if (painDuring.filter(pain -> pain <= plan.painCeiling()).isEmpty()) {
            doubts.add("during");
        }
        if (date.isBefore(today)
                && painNextMorning.filter(pain -> pain <= plan.painBefore()).isEmpty()) {
            doubts.add("morning");
        }
        if (effort.filter(felt -> felt <= MODERATE).isEmpty()) {
            doubts.add("effort");
        }
        return doubts;
    }

    boolean tellsOfSomethingNew() {
        return !newSymptoms.isEmpty();
    }
}
