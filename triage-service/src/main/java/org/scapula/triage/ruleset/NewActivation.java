package org.scapula.triage.ruleset;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Puts a rule set in force.
@Schema(
        description = "Empty, unless a clinician answers for a rule set that is not monotone.",
        examples = "{\"override\": " + NewActivation.OVERRIDE + "}")
public record NewActivation(Optional<@Valid Override> override) {

    static final String OVERRIDE =
            "{\"name\": \"the lead physiotherapist\", \"reason\": \"Night pain alone sends too many of our runners away; we see them within a week.\"}";

    @Schema(
            name = "NewOverride",
            description = "Who answers for it that a more dangerous answer can make the outcome milder, and why.",
            examples = OVERRIDE)
    public record Override(
            @NotBlank
            @Size(max = 200)
            @Schema(
                    description = "The clinician's name; shown with the rule set.",
                    examples = "the lead physiotherapist",
                    required = true)
            String name,

            @NotBlank
            @Size(max = 2000)
            @Schema(
                    description = "Shown with the rule set.",
                    examples = "Night pain alone sends too many of our runners away; we see them within a week.",
                    required = true)
            String reason) {}
}
