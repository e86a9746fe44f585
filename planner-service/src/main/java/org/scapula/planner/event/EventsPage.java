package org.scapula.planner.event;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of what happened at a clinic, in order.
@Schema(
        description = "What happened at the clinic after `since`, in the order of its places.",
        requiredProperties = {"events", "next", "more"},
        examples = "{\"events\": [" + EventView.EXAMPLE + "], \"next\": \"4711\", \"more\": false}")
public record EventsPage(
        List<EventView> events,

        @Schema(
                description =
                        "Send it as `since` to go on from here; where there was nothing new it is the same again.",
                examples = "4711")
        String next,

        @Schema(description = "Whether there is more already.")
        boolean more) {}
