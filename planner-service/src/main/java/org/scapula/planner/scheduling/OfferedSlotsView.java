package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The times a person may choose from.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "OfferedSlots",
        description =
                "The times that are offered and still free, the first first. None: call the clinic, and do not wait"
                        + " for a time where you feel worse.",
        requiredProperties = {"slots", "windowUntil"},
        examples = "{\"slots\": [" + Examples.OFFERED + "], \"windowUntil\": \"2026-11-28T09:30:00Z\"}")
public record OfferedSlotsView(
        List<OfferedSlotView> slots,

        @Schema(description = "By when the person must be seen.")
        Instant windowUntil,

        @Schema(description = "Until when one can be chosen.")
        Optional<Instant> replyBy) {

    @Schema(
            name = "OfferedSlot",
            description = "A time that is offered.",
            requiredProperties = {"id", "practitioner", "start", "end", "inWindow"},
            examples = Examples.OFFERED)
    public record OfferedSlotView(
            UUID id,
            String practitioner,
            Instant start,
            Instant end,

            @Schema(description = "Whether it begins in the window; where not, a clinician let it lie outside.")
            boolean inWindow) {}
}
