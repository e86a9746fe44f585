package org.scapula.planner.week;

import java.util.List;
import java.util.Set;

/// What a clinic's template says of a week: which goals it puts forward, which exercises it prefers and which it
/// leaves out. It chooses among what the rules allow, and allows nothing.
///
/// @param goals the most important first
public record ClinicTemplate(String name, List<Target> goals, Set<String> preferred, Set<String> leftOut) {

    public ClinicTemplate {
        goals = List.copyOf(goals);
        preferred = Set.copyOf(preferred);
        leftOut = Set.copyOf(leftOut);
    }

    /// The movement that every week needs stays before all; what is not named comes after, in its usual order.
    int rank(Target target) {
        if (target == Target.THORACIC_MOBILITY) {
            return -1;
        }
        return goals.contains(target) ? goals.indexOf(target) : goals.size();
    }

    String leavesItOut() {
        return "the clinic's template \"%s\" leaves it out".formatted(name);
    }
}
