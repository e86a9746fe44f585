package org.scapula.planner.week;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What holds even where a clinician lets somebody exercise: an approval opens the door and loosens no limit.
///
/// @param latePregnancy from the twentieth week on, at any day of the week that is planned (H14)
/// @param heart an illness of the heart or the main artery (H17)
record Sparing(boolean latePregnancy, boolean heart) {

    static final Set<Position> LYING_FLAT = Set.of(Position.LYING_ON_BACK, Position.LYING_FACE_DOWN);
    static final Sparing NOTHING = new Sparing(false, false);

    private static final int LATE_FROM_DAY = 20 * 7;
    private static final int HOLD_IN_LATE_PREGNANCY = 10;
    private static final int EFFORT_OF_A_SICK_HEART = 3;

    static Sparing of(Facts facts, Course course) {
        return of(Gate.conditions(facts).toList(), facts.triage().assessedOn(), course.startsOn());
    }

    static Sparing of(List<ReportedCondition> conditions, LocalDate assessedOn, LocalDate startsOn) {
        long daysUntilItsEnd = 6 + Math.max(0, ChronoUnit.DAYS.between(assessedOn, startsOn));
        return new Sparing(
                conditions.stream().anyMatch(it -> isLate(it, daysUntilItsEnd)),
                conditions.stream().map(ReportedCondition::code).anyMatch(Barrier.HEART_OR_AORTA::contains));
    }

    /// A week that was said may be as good as over.
    private static boolean isLate(ReportedCondition condition, long days) {
        return condition.code() == Condition.PREGNANCY
                && condition
                        .weeksAgo()
                        .map(weeks -> 7L * weeks + 6 + days >= LATE_FROM_DAY)
                        .orElse(true);
    }

    Stream<Barrier> barriers() {
        return latePregnancy ? Stream.of(Barrier.LATE_PREGNANCY) : Stream.of();
    }

    boolean allows(Position position) {
        return !latePregnancy || !LYING_FLAT.contains(position);
    }

    Regimen.Bounds hold(ExerciseClass exerciseClass, Regimen.Bounds usual) {
        return latePregnancy && exerciseClass == ExerciseClass.ISOMETRIC
                ? new Regimen.Bounds(
                        Math.min(usual.min(), HOLD_IN_LATE_PREGNANCY), Math.min(usual.max(), HOLD_IN_LATE_PREGNANCY))
                : usual;
    }

    int rpe(int usual) {
        return heart ? Math.min(usual, EFFORT_OF_A_SICK_HEART) : usual;
    }
}
