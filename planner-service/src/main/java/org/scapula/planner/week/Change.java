package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// One thing that is different from last week, and why.
///
/// @param subject the slug of an exercise, or [#WEEK]
/// @param from as it was; empty for what is new
/// @param to as it is now; empty for what is no longer there
public record Change(
        String subject,
        What what,
        Optional<String> from,
        Optional<String> to,
        String because,
        List<String> ruleIds,
        List<String> sources) {

    /// The week as a whole.
    public static final String WEEK = "WEEK";

    public Change {
        ruleIds = List.copyOf(ruleIds);
        sources = List.copyOf(sources);
    }

    /// What of it. Hard sets are sets of load at RPE 4 and more.
    public enum What {
        STEP,
        STAGE,
        HARD_SETS,
        SETS,
        REPS,
        HOLD_SECONDS,
        SECONDS,
        RPE,
        TIMES_A_WEEK,
        NEW,
        LEFT_OUT
    }
}
