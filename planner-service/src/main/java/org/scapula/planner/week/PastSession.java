package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.Optional;

/// A session that was planned, and what the person said of it.
///
/// @param session which of the day, from 1
/// @param due whether its day was over when the next week was asked for
public record PastSession(LocalDate date, int session, boolean due, Optional<Report> report) {

    boolean isDone() {
        return report.filter(it -> it.done() != Done.SKIPPED).isPresent();
    }

    /// Skipped, or nobody knows: once the day is over both are missed.
    boolean isMissed() {
        return !isDone() && (due || report.isPresent());
    }
}
