package org.scapula.planner.week;

import java.util.List;

/// How much of one exercise a week held: the most of each figure over its lines, and in how many sessions it stood.
///
/// @param seconds of an item that is timed; 0 where it is counted
record PastDose(
        String slug,
        ExerciseClass exerciseClass,
        int sets,
        int reps,
        int holdSec,
        int seconds,
        int rpe,
        int level,
        int times) {

    static PastDose of(List<PastLine> lines) {
        var first = lines.getFirst();
        return new PastDose(
                first.slug(),
                first.exerciseClass(),
                lines.stream().mapToInt(PastLine::sets).max().orElse(0),
                lines.stream().mapToInt(PastLine::reps).max().orElse(0),
                lines.stream().mapToInt(PastLine::holdSec).max().orElse(0),
                lines.stream().mapToInt(PastLine::seconds).max().orElse(0),
                lines.stream().mapToInt(PastLine::rpe).max().orElse(0),
                first.level(),
                lines.size());
    }

    /// The more of both, figure by figure.
    PastDose or(PastDose other) {
        return new PastDose(
                slug,
                exerciseClass,
                Math.max(sets, other.sets),
                Math.max(reps, other.reps),
                Math.max(holdSec, other.holdSec),
                Math.max(seconds, other.seconds),
                Math.max(rpe, other.rpe),
                Math.max(level, other.level),
                Math.max(times, other.times));
    }
}
