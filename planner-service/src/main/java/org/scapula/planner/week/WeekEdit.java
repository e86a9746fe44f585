package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.Optional;

/// One change that a clinician makes to a week.
public sealed interface WeekEdit {

    /// The slug of the exercise that is changed.
    String slug();

    /// In one session, or wherever the exercise stands.
    Optional<Where> where();

    /// A session of the week.
    ///
    /// @param session which of the day, from 1
    record Where(LocalDate date, int session) {}

    /// Another exercise takes its place.
    record Swap(String slug, Optional<Where> where, String with) implements WeekEdit {}

    /// Nothing takes its place.
    record Remove(String slug, Optional<Where> where) implements WeekEdit {}

    /// It is done with another dose; what is left out stays.
    record Dose(
            String slug,
            Optional<Where> where,
            Optional<Integer> sets,
            Optional<Integer> reps,
            Optional<Integer> holdSec,
            Optional<Integer> durationSec,
            Optional<Integer> rpe)
            implements WeekEdit {}
}
