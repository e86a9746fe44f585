package org.scapula.planner.week;

import java.util.List;

/// An exercise of the catalogue that this person's week was not chosen from, by which rule, and why in plain words.
public record Removed(String slug, String name, List<Target> targets, String ruleId, String because) {

    public Removed {
        targets = List.copyOf(targets);
    }
}
