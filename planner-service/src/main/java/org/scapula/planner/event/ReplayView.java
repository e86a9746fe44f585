package org.scapula.planner.event;

import jakarta.persistence.Tuple;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What will be told again.
@Schema(
        name = "Replay",
        description = "What will be told again.",
        requiredProperties = {"queued", "next", "more"},
        examples = "{\"queued\": 12, \"next\": \"4723\", \"more\": false}")
public record ReplayView(
        @Schema(description = "So many events.", examples = "12")
        long queued,

        @Schema(description = "Up to this place.", examples = "4723")
        String next,

        @Schema(description = "Whether there may be more after it: send it as `since` then.")
        boolean more) {

    static ReplayView of(Tuple row) {
        return new ReplayView(
                row.get("queued", Long.class),
                String.valueOf(row.get("next", Long.class)),
                row.get("more", Boolean.class));
    }
}
