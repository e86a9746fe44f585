package org.scapula.planner.week;

import java.util.List;

/// The short break a desk worker takes again and again through the working day.
public record MovementBreak(int everyMinutesMin, int everyMinutesMax, int minutes, List<Item> items, Why why) {

    public MovementBreak {
        items = List.copyOf(items);
    }
}
