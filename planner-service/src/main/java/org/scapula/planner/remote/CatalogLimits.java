package org.scapula.planner.remote;

import java.util.List;
import java.util.Optional;

/// What the catalogue says of conditions with which there is no self-directed exercise at all.
public record CatalogLimits(String catalogVersion, List<NoPlan> noPlanConditions) {

    /// Absent weeks mean: always. A date that nobody knows counts as recent.
    public record NoPlan(String condition, Optional<Integer> withinWeeks, String because, List<String> ruleIds) {}
}
