package org.scapula.planner.scheduling.system;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// When, for which kind of visit, and with whom, if it matters; `until` is not in it any more.
///
/// @param most of those that count
/// @param counts what the person could be offered; whatever else is free keeps nothing from being found
/// @param enough of what was found already, the earliest first: nothing more is looked for
public record SlotWish(
        String visitType,
        Optional<String> practitioner,
        Instant from,
        Instant until,
        int most,
        Predicate<FreeSlot> counts,
        Predicate<List<FreeSlot>> enough) {

    public SlotWish(String visitType, Optional<String> practitioner, Instant from, Instant until, int most) {
        this(visitType, practitioner, from, until, most, _ -> true, _ -> false);
    }

    public SlotWish {
        if (!from.isBefore(until) || most < 1) {
            throw new IllegalArgumentException("A range that ends after it begins, and at least one slot");
        }
    }

    public boolean covers(FreeSlot slot) {
        return !slot.start().isBefore(from)
                && slot.start().isBefore(until)
                && practitioner.map(slot.practitioner()::equals).orElse(true)
                && counts.test(slot);
    }
}
