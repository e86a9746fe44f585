package org.scapula.planner.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;
import org.scapula.planner.week.Target;

/// How far ahead to look, and what for.
@Schema(
        description = "How far ahead to look, and what for.",
        requiredProperties = {"weeks", "goal"},
        examples = NewProgramme.EXAMPLE)
public record NewProgramme(
        @Schema(description = "From the plan's week on.") @NotNull @Min(6) @Max(12)
        Integer weeks,

        @NotNull @Valid Goal goal) {

    static final String GOAL = """
            {"activity": "SITTING", "words": "an afternoon at the desk", "score": 4, "wanted": 8}""";

    static final String EXAMPLE = "{\"weeks\": 8, \"goal\": " + GOAL + "}";

    /// An activity that pain makes hard, as the person scores it (PSFS).
    @Schema(
            name = "ActivityGoal",
            description = "An activity that pain makes hard, with the person's own score of it (Patient-Specific"
                    + " Functional Scale): 0 unable, 10 as before.",
            requiredProperties = {"activity", "words", "score", "wanted"},
            examples = GOAL)
    public record Goal(
            @NotNull Activity activity,

            @Schema(description = "The activity in the person's own words.") @NotBlank @Size(max = 200)
            String words,

            @NotNull @Min(0) @Max(10) Integer score,

            @Schema(description = "More than the present score.") @NotNull @Min(0) @Max(10)
            Integer wanted) {

        List<FieldError> errors() {
            return wanted > score
                    ? List.of()
                    : List.of(new FieldError("/goal/wanted", "out-of-range", "must be more than the present score"));
        }
    }

    /// What the activity asks of the upper back, most important first. Which exercises help with it is our own policy.
    public enum Activity {
        SITTING(Target.THORACIC_MOBILITY, Target.NECK_MOBILITY, Target.UPPER_BACK_FLEXIBILITY),
        REACHING(Target.SCAPULAR_CONTROL, Target.SCAPULAR_STRENGTH, Target.CHEST_FLEXIBILITY),
        LIFTING(Target.SCAPULAR_STRENGTH, Target.CORE_STRENGTH, Target.SCAPULAR_CONTROL),
        TURNING(Target.NECK_MOBILITY, Target.THORACIC_MOBILITY),
        RUNNING(Target.CORE_STRENGTH, Target.THORACIC_MOBILITY),
        TRAINING(Target.SCAPULAR_STRENGTH, Target.CORE_STRENGTH, Target.THORACIC_MOBILITY);

        private final List<Target> helpedBy;

        Activity(Target... helpedBy) {
            this.helpedBy = List.of(helpedBy);
        }

        List<Target> helpedBy() {
            return helpedBy;
        }
    }
}
