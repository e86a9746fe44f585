package org.scapula.planner.scheduling;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// That somebody does not come, or need not.
@Schema(
        description = "That somebody does not come, or need not.",
        requiredProperties = "reason",
        examples = "{\"reason\": \"FEELING_BETTER\"}")
public record NewCancellation(@NotNull EndReason reason) {}
