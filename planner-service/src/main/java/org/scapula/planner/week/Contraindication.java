package org.scapula.planner.week;

import java.util.List;

/// Why a condition forbids an exercise, as the catalogue says it.
public record Contraindication(
        Condition condition, Level level, String because, List<String> ruleIds, List<String> sources) {

    public Contraindication {
        ruleIds = List.copyOf(ruleIds);
        sources = List.copyOf(sources);
    }
}
