package org.scapula.planner.week;

import java.util.List;

/// The short break a desk worker takes again and again through the working day: what comes up in it, and which of it in
/// which hour.
public record MovementBreak(
        int everyMinutesMin, int everyMinutesMax, int minutes, List<Item> items, List<AtHour> hours, Why why) {

    public MovementBreak {
        items = List.copyOf(items);
        hours = List.copyOf(hours);
    }

    /// The exercises of the break in one hour of work, counted from 1; none means a few steps.
    public record AtHour(int hour, List<String> exercises) {

        public AtHour {
            exercises = List.copyOf(exercises);
        }
    }
}
