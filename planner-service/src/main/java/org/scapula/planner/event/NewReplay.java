package org.scapula.planner.event;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// From where on a webhook is to be told again.
@Schema(
        description = "From where on a webhook is to be told again.",
        requiredProperties = "since",
        examples = "{\"since\": \"4711\"}")
public record NewReplay(
        @Schema(
                description = "A place of `GET /v1/events`; what came after it is told. 0: all that is kept.",
                examples = "4711")
        @NotNull
        @Pattern(regexp = "\\d{1,18}", message = "must be a place of GET /v1/events")
        String since) {}
