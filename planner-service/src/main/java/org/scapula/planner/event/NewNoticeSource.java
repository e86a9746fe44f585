package org.scapula.planner.event;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A system that is to say when something changed there.
@Schema(
        description = "A system that is to say when something changed there.",
        requiredProperties = "system",
        examples = NewNoticeSource.EXAMPLE)
public record NewNoticeSource(
        @Schema(description = "What the clinic calls it; whoever reads again what changed finds the system by it.")
        @NotNull
        @Pattern(regexp = "[a-z0-9-]{1,40}", message = "must be 1 to 40 small letters, digits and hyphens")
        String system) {

    static final String EXAMPLE = "{\"system\": \"front-desk\"}";
}
