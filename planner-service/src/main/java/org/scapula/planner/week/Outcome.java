package org.scapula.planner.week;

import java.util.List;

/// A week, or a refusal that names the rules in the way.
public sealed interface Outcome {

    /// A week that keeps the rules, how it goes on from the last, and the proof that its exercises are the best for
    /// their
    /// places.
    record Planned(Week week, Onward onward, Optimum optimum) implements Outcome {}

    /// No week: a rule stood in the way and is not relaxed.
    record Refused(List<String> ruleIds, List<String> reasons) implements Outcome {

        public Refused {
            ruleIds = List.copyOf(ruleIds);
            reasons = List.copyOf(reasons);
        }
    }
}
