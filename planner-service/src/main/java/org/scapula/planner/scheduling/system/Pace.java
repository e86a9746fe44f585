package org.scapula.planner.scheduling.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Keeps below what a system allows in any minute: some requests at once, and then one after the other. Each process
/// counts its own; replicas do not know of each other, and together may still be told that it is too much.
final class Pace {

    private final Clock clock;
    private final Duration between;
    private final Duration ahead;
    private Instant next = Instant.EPOCH;

    Pace(Clock clock, int atOnce, int perMinute) {
        this.clock = clock;
        this.between = Duration.ofMinutes(1).dividedBy(perMinute);
        this.ahead = between.multipliedBy(atOnce - 1L);
    }

    /// How long to wait for a turn, which is then taken. Whoever would wait longer than that takes none.
    synchronized Duration turn(Duration longest) {
        var now = clock.instant();
        var mine = next.isAfter(now) ? next : now;
        var wait = Duration.between(now, mine.minus(ahead));
        if (wait.compareTo(longest) <= 0) {
            next = mine.plus(between);
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
