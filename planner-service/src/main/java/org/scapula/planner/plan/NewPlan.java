package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
import org.scapula.planner.week.Region;
import org.scapula.planner.week.WeekRules;
import org.scapula.planner.week.Weekday;

/// The week a person has, and what the plan must respect. Nothing is taken as "no" because it was not said: an empty
/// list says it. Days, minutes and contexts may be left to a template that says them.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "The week a person has. Lists must be given; an empty one says: none. Only `days`,"
                + " `minutesPerSession` and `contexts` may be left out, where the template presets them.",
        requiredProperties = {"assessmentId", "equipment", "experience", "conditions", "avoid", "canFloorTransfer"},
        examples = NewPlan.EXAMPLE)
public record NewPlan(
        @NotNull UUID assessmentId,

        @Schema(description = "Today to a week from now, in the clinic's calendar; absent: tomorrow.")
        Optional<LocalDate> startsOn,

        @Schema(description = "One to seven. Absent: as the template presets them.")
        Optional<@Size(max = 7) @UniqueElements List<@NotNull Weekday>> days,

        @Schema(description = "Absent: as the template presets them.", minimum = "5", maximum = "60")
        Optional<@Min(5) @Max(60) Integer> minutesPerSession,

        @Schema(description = "Absent: as the template presets them, or else 1.", minimum = "1", maximum = "3")
        Optional<@Min(1) @Max(3) Integer> sessionsPerDay,

        @Schema(description = "What the person owns. Mat, wall, chair, towel and doorway are taken to be in any home.")
        @NotNull
        @UniqueElements
        List<@NotNull Equipment> equipment,

        @Schema(description = "Absent: as the template presets them.")
        Optional<@UniqueElements List<@NotNull Context>> contexts,

        @NotNull Experience experience,

        @Schema(description = "Every known condition; an unknown code is refused, never ignored.")
        @NotNull
        @UniqueElements
        @Size(max = 100)
        List<@NotNull @Valid Reported> conditions,

        @Schema(description = "Slugs of exercises the person does not want.") @NotNull @UniqueElements @Size(max = 100)
        List<@NotNull String> avoid,

        @Schema(description = "Can get down to the floor and up again without help.") @NotNull
        Boolean canFloorTransfer,

        @Schema(
                description =
                        "Only from a clinician: lets a plan be made where triage says ROUTINE_CLINICIAN, there also"
                                + " under 18, in pregnancy, within 12 weeks of an operation, and with an ill heart or main artery."
                                + " It loosens no limit: what pregnancy, operation and heart forbid stays forbidden.")
        Optional<@Valid Approval> approval,

        @Schema(
                description = "A template of the clinic: presets what is left out here, narrows and prefers. It loosens"
                        + " no rule.",
                examples = "019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60")
        Optional<UUID> template) {

    static final String EXAMPLE = """
            {"assessmentId": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "startsOn": "2026-11-23",
             "days": ["MON", "WED", "FRI", "SUN"], "minutesPerSession": 20, "sessionsPerDay": 1,
             "equipment": ["RESISTANCE_BAND"], "contexts": ["DESK"], "experience": "NOVICE",
             "conditions": [{"code": "wrist_problem", "side": "LEFT"}], "avoid": ["childs-pose"],
             "canFloorTransfer": true}""";

    /// A clinician has seen the person and lets them exercise.
    @Schema(
            name = "PlanApproval",
            description = "A clinician has seen the person and lets them exercise.",
            requiredProperties = "reason",
            examples = "{\"reason\": \"Examined today; nothing speaks against exercise.\"}")
    public record Approval(
            @Schema(
                    description = "In a clinician's words, what they found; kept with the plan, where the person"
                            + " reads it. Promises nothing and names no medicine.")
            @NotBlank
            @Size(max = 500)
            String reason) {

        boolean mayApprove() {
            return WeekRules.mayApprove(reason);
        }
    }

    /// A condition as the person names it.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "ReportedCondition",
            requiredProperties = "code",
            examples = "{\"code\": \"abdominal_surgery\", \"weeksAgo\": 20}")
    public record Reported(
            @Schema(description = "A code of the closed list, such as `osteoporosis`.") @NotNull
            String code,

            @Schema(
                    description = "Weeks since it happened or, of a pregnancy, since it began. Absent: not known, which"
                            + " counts as recent; of a pregnancy, as late.")
            Optional<@Min(0) @Max(6000) Integer> weeksAgo,

            Optional<BodySide> side,

            Optional<Region> region) {}

    /// The side of the body that is meant.
    public enum BodySide {
        LEFT,
        RIGHT,
        BOTH
    }
}
