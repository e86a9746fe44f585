package org.scapula.planner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One change of a clinic's catalogue that is to be tried before it is made.
@Schema(
        name = "NewCatalogueTrial",
        description = "One exercise that is put into the catalogue of the caller's clinic, or taken out of it.",
        requiredProperties = {"catalogVersion", "slug"},
        examples = NewTrial.EXAMPLE)
public record NewTrial(
        @Schema(description = "The catalogue that the change was made for, as /exercises says it to the clinic.")
        @NotNull
        @Size(min = 1, max = 64)
        String catalogVersion,

        @Schema(description = "Which exercise. What has this slug now gives way.")
        @NotNull
        @Pattern(regexp = "[a-z0-9-]{1,80}")
        String slug,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description =
                        "How the exercise would be shown by the catalogue (its ExerciseView); what the planner does"
                                + " not read of it is ignored. Absent: it is taken out.")
        @Nullable
        JsonNode exercise) {

    /// Empty where it is to be taken out. An exercise that is null was forgotten, and is none.
    Optional<JsonNode> putIn() {
        return Optional.ofNullable(exercise);
    }

    static final String EXAMPLE = """
            {"catalogVersion": "2-3f9c2a7b10de4c55+7", "slug": "scapular-squeeze"}""";
}
