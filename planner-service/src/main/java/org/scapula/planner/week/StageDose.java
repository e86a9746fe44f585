package org.scapula.planner.week;

import java.util.Optional;

/// How much of an exercise the catalogue allows at a stage of the pain, or that it is not for that stage. Figures it
/// does not give limit nothing.
public record StageDose(
        Stage stage,
        boolean fits,
        Optional<Range> sets,
        Optional<Range> reps,
        Optional<Range> holdSeconds,
        Optional<Range> breaths,
        Optional<Range> minutes,
        Optional<Range> secondsPerSpot,
        Optional<Range> perDay,
        Optional<Range> perWeek) {

    boolean allows(int timesToday, int timesThisWeek) {
        return perDay.map(it -> timesToday < it.max()).orElse(true)
                && perWeek.map(it -> timesThisWeek < it.max()).orElse(true);
    }
}
