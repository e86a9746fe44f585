package org.scapula.catalog.remote;

import java.util.List;

/// What the planner would do differently, as it says itself.
public record PlannerTrial(String catalogVersion, int persons, List<Changed> changed) {

    /// A person of the planner's fixed set whose week would be another.
    public record Changed(String person, String about, Week before, Week after, List<String> changes) {}

    /// Whether there is a week at all.
    public enum Week {
        PLAN,
        NO_PLAN
    }
}
