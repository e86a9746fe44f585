package org.scapula.planner.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Something to do at a clinic's system, in the hands of one worker.
///
/// @param generation as it was taken: a higher one means that there is more to do
/// @param lease whose hands
record Errand(UUID request, String clinic, ErrandKind kind, Instant since, int attempt, int generation, UUID lease) {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /// Longer each time, and not all at once when a system comes back; never before the system said that it may.
    Instant again(Instant now, Optional<Duration> notBefore, double dice) {
        var usual = FIRST.multipliedBy(1L << Math.min(attempt - 1, 8));
        var bounded = usual.compareTo(LONGEST) < 0 ? usual : LONGEST;
        var jittered = bounded.plusMillis((long) (bounded.toMillis() * 0.25 * dice));
        return now.plus(notBefore.filter(least -> least.compareTo(jittered) > 0).orElse(jittered));
    }
}
