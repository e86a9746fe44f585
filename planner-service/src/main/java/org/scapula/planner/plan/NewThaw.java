package org.scapula.planner.plan;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// By which assessment a person may go on.
@Schema(
        description = "By which assessment a person may go on.",
        requiredProperties = "assessmentId",
        examples = "{\"assessmentId\": \"019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a02\"}")
public record NewThaw(@NotNull UUID assessmentId) {}
