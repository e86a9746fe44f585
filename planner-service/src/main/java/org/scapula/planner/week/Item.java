package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// One exercise of a session with its dose, as this version of it stands in the catalogue. `sets` times `reps`; with a
/// hold, each repetition is held that long.
public record Item(
        String exerciseId,
        String catalogId,
        int version,
        String name,
        ExerciseClass exerciseClass,
        Phase phase,
        List<MuscleGroup> groups,
        List<Target> targets,
        Region region,
        Position position,
        List<Equipment> equipment,
        int sets,
        int reps,
        int holdSec,
        int restSec,
        Optional<Integer> secondsPerSpot,
        Optional<Integer> durationSec,
        int rpe,
        int painCeiling,
        Side side,
        boolean oneSided,
        Direction direction,
        int progressionLevel,
        Why why) {

    public Item {
        groups = List.copyOf(groups);
        targets = List.copyOf(targets);
        equipment = List.copyOf(equipment);
    }

    /// The same line, with what it is worth and what came next for its place.
    Item chosen(Value worth, Optional<RunnerUp> next) {
        return with(why.chosen(worth, next));
    }

    /// The same line, for a reason of a clinician's.
    Item because(String text) {
        return with(new Why(text, why.serves(), why.doseSources(), why.sources(), Optional.empty()));
    }

    /// The same exercise, done otherwise.
    Item dosed(int otherSets, int otherReps, int otherHold, Optional<Integer> otherDuration, int otherRpe) {
        return new Item(
                exerciseId,
                catalogId,
                version,
                name,
                exerciseClass,
                phase,
                groups,
                targets,
                region,
                position,
                equipment,
                otherSets,
                otherReps,
                otherHold,
                Dosing.rest(exerciseClass, otherSets),
                secondsPerSpot,
                otherDuration,
                otherRpe,
                painCeiling,
                side,
                oneSided,
                direction,
                progressionLevel,
                why);
    }

    private Item with(Why other) {
        return new Item(
                exerciseId,
                catalogId,
                version,
                name,
                exerciseClass,
                phase,
                groups,
                targets,
                region,
                position,
                equipment,
                sets,
                reps,
                holdSec,
                restSec,
                secondsPerSpot,
                durationSec,
                rpe,
                painCeiling,
                side,
                oneSided,
                direction,
                progressionLevel,
                other);
    }
}
