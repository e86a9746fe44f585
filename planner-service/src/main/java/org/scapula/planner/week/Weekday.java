package org.scapula.planner.week;

import java.time.LocalDate;

/// A day of the week as plans name it. Weeks wrap: after Sunday comes Monday.
public enum Weekday {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN;

    public static Weekday of(LocalDate date) {
        return values()[date.getDayOfWeek().ordinal()];
    }

    LocalDate onOrAfter(LocalDate start) {
        return start.plusDays((ordinal() - of(start).ordinal() + 7) % 7);
    }
}
