package org.scapula.planner.week;

import java.util.Optional;

/// A condition as the person reports it. A fracture or operation without a date counts as recent, a pregnancy as late:
/// its weeks are counted from its beginning.
public record ReportedCondition(
        Condition code, Optional<Integer> weeksAgo, Optional<String> side, Optional<String> region) {

    public static ReportedCondition of(Condition code) {
        return new ReportedCondition(code, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean withinTwelveWeeks() {
        return weeksAgo.map(weeks -> weeks < 12).orElse(true);
    }

    /// Whether there is a plan only with a clinician's approval.
    boolean needsApproval() {
        return switch (code.clearance()) {
            case APPROVAL -> true;
            case APPROVAL_WITHIN_TWELVE_WEEKS -> withinTwelveWeeks();
            case NONE, NO_PLAN -> false;
        };
    }

    /// Whether there is no plan with it, whoever approves.
    boolean allowsNoPlan() {
        return code.clearance() == Condition.Clearance.NO_PLAN;
    }

    /// As it is some time later, where that asks for more care. What heals stays as fresh as it was said to be.
    ReportedCondition after(int weeks) {
        return code == Condition.PREGNANCY
                ? new ReportedCondition(code, weeksAgo.map(ago -> ago + weeks), side, region)
                : this;
    }
}
