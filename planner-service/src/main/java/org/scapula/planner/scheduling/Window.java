package org.scapula.planner.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// From when to when a person must be seen, how pressing it is, and why.
///
/// @param overdue whether the time frame was over when somebody asked
/// @param frame so long, where it has to be counted anew
record Window(Priority priority, Instant from, Instant until, boolean overdue, Duration frame, List<Why> why) {

    Window {
        why = List.copyOf(why);
    }

    /// One rule, in words, and where it comes from.
    record Why(String ruleId, String text, List<String> sources) {

        Why {
            sources = List.copyOf(sources);
        }
    }

    /// Whoever begins in time is seen in time.
    boolean holds(Instant start) {
        return !start.isBefore(from) && start.isBefore(until);
    }
}
