package org.scapula.planner.week;

import java.util.Optional;

/// A condition as the person reports it. A fracture or operation without a date counts as recent.
public record ReportedCondition(
        Condition code, Optional<Integer> weeksAgo, Optional<String> side, Optional<String> region) {

    public static ReportedCondition of(Condition code) {
        return new ReportedCondition(code, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean withinTwelveWeeks() {
        return weeksAgo.map(weeks -> weeks < 12).orElse(true);
    }

    boolean needsClinician() {
        return switch (code.clearance()) {
            case NEVER -> false;
            case FIRST_TWELVE_WEEKS -> withinTwelveWeeks();
            case ALWAYS -> true;
        };
    }
}
