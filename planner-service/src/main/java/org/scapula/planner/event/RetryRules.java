package org.scapula.planner.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a receiver that failed is tried again: each time about twice as long after, never all at the same
/// moment, and no more after three days.
final class RetryRules {

    private static final int ENOUGH_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final Duration giveUpAfter;

    RetryRules(Duration first, Duration longest, Duration giveUpAfter) {
        this.first = first;
        this.longest = longest;
        this.giveUpAfter = giveUpAfter;
    }

    /// @param failed how often it has failed by now
    /// @param chance from 0 to 1: where between half and one and a half of the pause
    /// @param asked the pause that the receiver asked for
    Optional<Instant> next(int failed, Instant since, Instant now, double chance, Optional<Duration> asked) {
        if (!now.isBefore(since.plus(giveUpAfter))) {
            return Optional.empty();
        }
        var pause = shorter(first.multipliedBy(1L << Math.clamp(failed - 1, 0, ENOUGH_DOUBLINGS)), longest);
        var spread = Duration.ofMillis(Math.round(pause.toMillis() * (0.5 + chance)));
        var polite = asked.map(wish -> shorter(wish, longest)).orElse(Duration.ZERO);
        return Optional.of(now.plus(spread.compareTo(polite) > 0 ? spread : polite));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
