package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A first week: its days in the order of their dates, what it aims at, and what it leaves out and why.
public record Week(
        LocalDate startsOn,
        int weekIndex,
        boolean deload,
        Stage stage,
        Irritability irritability,
        List<Goal> goals,
        List<Day> days,
        Optional<MovementBreak> movementBreak,
        List<CoverageReason> coverageReasons,
        LocalDate reviewDate) {

    public Week {
        goals = List.copyOf(goals);
        days = List.copyOf(days);
        coverageReasons = List.copyOf(coverageReasons);
    }

    Week with(List<Day> others) {
        return new Week(
                startsOn,
                weekIndex,
                deload,
                stage,
                irritability,
                goals,
                others,
                movementBreak,
                coverageReasons,
                reviewDate);
    }

    Week with(List<Goal> otherGoals, List<CoverageReason> otherReasons) {
        return new Week(
                startsOn,
                weekIndex,
                deload,
                stage,
                irritability,
                otherGoals,
                days,
                movementBreak,
                otherReasons,
                reviewDate);
    }

    Week with(Optional<MovementBreak> other) {
        return new Week(
                startsOn, weekIndex, deload, stage, irritability, goals, days, other, coverageReasons, reviewDate);
    }

    Week reviewedOn(LocalDate day) {
        return new Week(
                startsOn, weekIndex, deload, stage, irritability, goals, days, movementBreak, coverageReasons, day);
    }

    /// In a session, or in the breaks at the desk.
    public boolean holds(String slug) {
        return Stream.concat(items(), movementBreak.stream().flatMap(it -> it.items().stream()))
                .anyMatch(item -> item.exerciseId().equals(slug));
    }

    public Stream<Item> items() {
        return days.stream().flatMap(day -> day.sessions().stream()).flatMap(session -> session.items().stream());
    }
}
