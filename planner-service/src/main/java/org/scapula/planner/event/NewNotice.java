package org.scapula.planner.event;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The least that a system says of what changed; it may say more, which is not read.
@Schema(
        description = "The least that a system says of what changed; it may say more, which is not read.",
        requiredProperties = {"resourceType", "id"},
        examples = NewNotice.EXAMPLE)
public record NewNotice(
        @Schema(description = "What kind of thing.", pattern = "^[A-Za-z][A-Za-z0-9-]{0,63}$", examples = "Appointment")
        String resourceType,

        @Schema(description = "Which one.", pattern = "^[A-Za-z0-9._:-]{1,128}$", examples = "4711")
        String id) {

    static final String EXAMPLE = "{\"resourceType\": \"Appointment\", \"id\": \"4711\"}";
}
