package org.scapula.planner.week;

import java.util.List;

/// How a week goes on from the one before.
public record Onward(Step step, List<Change> changes) {

    public Onward {
        changes = List.copyOf(changes);
    }
}
