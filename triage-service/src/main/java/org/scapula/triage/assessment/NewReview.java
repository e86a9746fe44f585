package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;

/// What a clinician says of a judgement.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "What holds from now on. Something more urgent than what holds may be said by itself; something"
                + " milder, or that something milder than our own words stays, needs a name and a reason.",
        requiredProperties = "disposition",
        examples = NewReview.EXAMPLE)
public record NewReview(
        @NotNull @Schema(examples = "ROUTINE_CLINICIAN") Disposition disposition,

        @Schema(
                description = "Who answers for it, as the clinic knows them. The patient reads it.",
                type = SchemaType.STRING,
                implementation = String.class,
                nullable = false,
                maxLength = 200,
                examples = "the physiotherapist on duty")
        Optional<@Size(max = 200) String> name,

        @Schema(
                description = "Why. The patient reads it.",
                type = SchemaType.STRING,
                implementation = String.class,
                nullable = false,
                maxLength = 2000,
                examples = "Examined today: full strength, no fever.")
        Optional<@Size(max = 2000) String> reason) {

    static final String EXAMPLE = """
            {"disposition": "ROUTINE_CLINICIAN", "name": "the physiotherapist on duty",
             "reason": "Examined today: full strength, no fever."}""";
}
