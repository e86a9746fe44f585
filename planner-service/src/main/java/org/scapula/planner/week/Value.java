package org.scapula.planner.week;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.scapula.planner.filling.Option;

/// What an exercise earns in its place by the objective, all together and for each weight that counts. What coming
/// again costs belongs to no single line.
public record Value(int points, Map<String, Integer> by) {

    public Value {
        by = Collections.unmodifiableMap(new TreeMap<>(by));
    }

    static Value of(Option option) {
        var by = new TreeMap<>(option.points());
        by.values().removeIf(points -> points == 0);
        return new Value(option.worth(), by);
    }
}
