package org.scapula.planner.plan;

import java.util.List;
import java.util.Optional;
import org.scapula.planner.week.Condition;
import org.scapula.planner.week.ReportedCondition;

/// Some limits hold only for a time after an event; a date that nobody knows counts as recent.
final class Recency {

    private Recency() {}

    static boolean holds(Condition condition, Optional<Integer> withinWeeks, List<ReportedCondition> reported) {
        var reports =
                reported.stream().filter(report -> report.code() == condition).toList();
        return withinWeeks.isEmpty()
                || reports.isEmpty()
                || reports.stream()
                        .anyMatch(report -> report.weeksAgo()
                                .map(weeks -> weeks < withinWeeks.get())
                                .orElse(true));
    }
}
