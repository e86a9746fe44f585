package org.scapula.planner.plan;

import java.util.List;
import org.scapula.planner.week.Violation;

/// A plan was made that breaks a rule, or is not the best it claims to be: our mistake, and it does not leave.
final class Unverified extends RuntimeException {

    private final transient List<Violation> violations;

    Unverified(List<Violation> violations) {
        super("A plan did not pass its verification");
        this.violations = List.copyOf(violations);
    }

    List<String> ruleIds() {
        return violations.stream().map(Violation::ruleId).distinct().toList();
    }

    List<String> reasons() {
        return violations.stream().map(Violation::sentence).distinct().toList();
    }
}
