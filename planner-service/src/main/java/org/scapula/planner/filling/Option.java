package org.scapula.planner.filling;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// An exercise that may stand in a slot, and what it is worth there: points for each thing that the objective names.
public record Option(String slug, Map<String, Integer> points) {

    public Option {
        points = Collections.unmodifiableMap(new TreeMap<>(points));
    }

    public int worth() {
        var worth = 0;
        for (var each : points.values()) {
            worth += each;
        }
        return worth;
    }
}
