package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.scapula.planner.week.Context;
import org.scapula.planner.week.Equipment;
import org.scapula.planner.week.Experience;
import org.scapula.planner.week.Weekday;

/// What is to be otherwise in the week after a plan's. What is left out stays as it was said for that plan.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "What is to be otherwise in the week after this plan's. Whatever is left out stays as it was said"
                + " for this plan; an empty object changes nothing.",
        examples = NextWeek.EXAMPLE)
public record NextWeek(
        @Schema(
                description =
                        "The newest assessment of the same patient. Absent: the newest that triage has, or with an"
                                + " approval the one this plan stands on. It must allow exercise, and not be too old by then.")
        Optional<UUID> assessmentId,

        @Schema(
                description = "At the earliest the day after this plan's week, at the latest a week from now; absent:"
                        + " the earliest that is not in the past.")
        Optional<LocalDate> startsOn,

        Optional<@Size(min = 1, max = 7) @UniqueElements List<@NotNull Weekday>> days,
        Optional<@Min(5) @Max(60) Integer> minutesPerSession,
        Optional<@Min(1) @Max(3) Integer> sessionsPerDay,
        Optional<@UniqueElements List<@NotNull Equipment>> equipment,
        Optional<@UniqueElements List<@NotNull Context>> contexts,
        Optional<Experience> experience,
        Optional<@UniqueElements @Size(max = 100) List<NewPlan.@NotNull @Valid Reported>> conditions,
        Optional<@UniqueElements @Size(max = 100) List<@NotNull String>> avoid,
        Optional<Boolean> canFloorTransfer,

        @Schema(
                description = "Only from a clinician, and for this week alone: lets it be made where triage says"
                        + " ROUTINE_CLINICIAN.")
        Optional<NewPlan.@Valid Approval> approval,

        @Schema(
                description =
                        "Another template of the clinic from now on. Absent: the one this plan was made with, as it"
                                + " is now.",
                examples = "019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60")
        Optional<UUID> template,

        @Schema(description = "From now on without a template; absent: false.")
        Optional<Boolean> withoutTemplate) {

    static final String EXAMPLE = """
            {"assessmentId": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a02", "days": ["MON", "WED", "FRI"],
             "minutesPerSession": 25}""";

    boolean isWithoutTemplate() {
        return withoutTemplate.orElse(false);
    }

    /// Who approves does so of an answer that they have seen.
    Intake.Answer answer() {
        return assessmentId.isPresent() || approval.isPresent() ? Intake.Answer.NAMED : Intake.Answer.NEWEST;
    }

    Wanted after(Wanted before) {
        return new Wanted(
                assessmentId.orElse(before.assessmentId()),
                startsOn,
                days.orElse(before.days()),
                minutesPerSession.orElse(before.minutesPerSession()),
                sessionsPerDay.or(before::sessionsPerDay),
                equipment.orElse(before.equipment()),
                contexts.orElse(before.contexts()),
                experience.orElse(before.experience()),
                conditions.orElse(before.conditions()),
                avoid.orElse(before.avoid()),
                canFloorTransfer.orElse(before.canFloorTransfer()),
                approval);
    }
}
