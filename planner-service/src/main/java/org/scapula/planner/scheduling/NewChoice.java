package org.scapula.planner.scheduling;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One of the times that were offered.
@Schema(
        description = "One of the times that were offered.",
        requiredProperties = "slotId",
        examples = "{\"slotId\": \"019ab2f7-53dd-7c3e-b6d4-93d2c80f7e72\"}")
public record NewChoice(
        @Schema(
                description = "As `GET /v1/booking-requests/{id}/slots` names it.",
                examples = "019ab2f7-53dd-7c3e-b6d4-93d2c80f7e72")
        @NotNull
        UUID slotId) {}
