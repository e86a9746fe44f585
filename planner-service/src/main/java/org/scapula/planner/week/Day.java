package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.List;

/// A day of the week that has sessions.
public record Day(Weekday day, LocalDate date, List<Session> sessions) {

    public Day {
        sessions = List.copyOf(sessions);
    }
}
