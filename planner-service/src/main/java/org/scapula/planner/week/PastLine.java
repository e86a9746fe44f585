package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.Set;

/// An exercise of a session that was planned, with its dose.
///
/// @param session which of the day, from 1
/// @param seconds of an item that is timed and not counted; 0 for all others
public record PastLine(
        LocalDate date,
        int session,
        String slug,
        ExerciseClass exerciseClass,
        Set<MuscleGroup> groups,
        int sets,
        int reps,
        int holdSec,
        int seconds,
        int rpe,
        int level) {

    public PastLine {
        groups = Set.copyOf(groups);
    }

    static PastLine of(Day day, int session, Item item) {
        return new PastLine(
                day.date(),
                session,
                item.exerciseId(),
                item.exerciseClass(),
                Set.copyOf(item.groups()),
                item.sets(),
                item.reps(),
                item.holdSec(),
                item.durationSec().orElse(0),
                item.rpe(),
                item.progressionLevel());
    }

    /// What counts as a hard set.
    boolean isHard() {
        return exerciseClass.loads() && rpe >= 4;
    }

    /// What a muscle needs two days to recover from.
    boolean strengthens() {
        return exerciseClass == ExerciseClass.STRENGTH || isHard();
    }
}
