package org.scapula.planner.filling;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A filling that is said to be the best, and the proof: the slug for each slot in their order, what they cost
/// together,
/// and a potential for each place and exercise from which anybody can work out that no filling costs less.
public record Filled(List<String> slugs, long cost, Map<String, Long> potentials) {

    public Filled {
        slugs = List.copyOf(slugs);
        potentials = Collections.unmodifiableMap(new TreeMap<>(potentials));
    }

    /// Points of the objective, without the trifles that decide between equals.
    public long points() {
        return Math.ceilDiv(-cost, Filling.A_POINT);
    }
}
