package org.scapula.planner.week;

import java.util.List;
import java.util.Set;

/// The week the person has: days, time, things, habits and limits.
public record Person(
        Set<Weekday> days,
        int minutesPerSession,
        int sessionsPerDay,
        Set<Equipment> equipment,
        Set<Context> contexts,
        Experience experience,
        List<ReportedCondition> conditions,
        Set<String> avoid,
        boolean canFloorTransfer) {

    public Person {
        days = Set.copyOf(days);
        equipment = Set.copyOf(equipment);
        contexts = Set.copyOf(contexts);
        conditions = List.copyOf(conditions);
        avoid = Set.copyOf(avoid);
    }

    Person after(int weeks) {
        return new Person(
                days,
                minutesPerSession,
                sessionsPerDay,
                equipment,
                contexts,
                experience,
                conditions.stream().map(it -> it.after(weeks)).toList(),
                avoid,
                canFloorTransfer);
    }
}
