package org.scapula.planner.week;

import java.util.Optional;
import java.util.stream.Stream;

/// How much a week may ask: the row of the dose table that the more cautious of stage and irritability chooses.
/// The figures follow ACSM 2011 (Garber) and Blanpied 2017; where those are silent they are Scapula policy.
enum Regimen {
    SETTLE("while the pain settles", 10, 2, 3, 0, 0),
    RESTORE("while movement comes back and load starts", 20, 4, 2, 2, 4),
    BUILD("while strength is built up", 40, 5, 2, 3, 5);

    static final String SOURCE = "ACSM 2011 (Garber)";
    static final String POLICY = "Scapula policy";

    /// A first week has no more, however many days it has (H40).
    static final int MOST_HARD_SETS = 12;

    private final String words;
    private final int sessionMinutes;
    private final int painCeiling;
    private final int sessionsPerDay;
    private final int strengthDays;
    private final int loadedRpe;

    Regimen(String words, int sessionMinutes, int painCeiling, int sessionsPerDay, int strengthDays, int loadedRpe) {
        this.words = words;
        this.sessionMinutes = sessionMinutes;
        this.painCeiling = painCeiling;
        this.sessionsPerDay = sessionsPerDay;
        this.strengthDays = strengthDays;
        this.loadedRpe = loadedRpe;
    }

    static Regimen of(Stage stage, Irritability irritability) {
        return values()[Math.min(stage.ordinal(), irritability.ordinal())];
    }

    /// The stage that this regimen is meant for, and so the dose that the catalogue gives for it.
    Stage stage() {
        return switch (this) {
            case SETTLE -> Stage.ACUTE;
            case RESTORE -> Stage.SUBACUTE;
            case BUILD -> Stage.CHRONIC;
        };
    }

    String words() {
        return words;
    }

    int sessionMinutes() {
        return sessionMinutes;
    }

    int painCeiling() {
        return painCeiling;
    }

    int sessionsPerDay() {
        return sessionsPerDay;
    }

    boolean loads() {
        return strengthDays > 0;
    }

    /// A novice starts with two strength days; three are for people who are used to load.
    int strengthDays(Experience experience) {
        return experience == Experience.NOVICE ? Math.min(2, strengthDays) : strengthDays;
    }

    /// Fewer days may carry a little more each.
    int hardSetsPerSession(int strengthDaysThisWeek) {
        return switch (this) {
            case SETTLE -> 0;
            case RESTORE -> strengthDaysThisWeek == 1 ? 6 : 4;
            case BUILD ->
                switch (strengthDaysThisWeek) {
                    case 1 -> 8;
                    case 2 -> 6;
                    default -> 4;
                };
        };
    }

    int stretchesPerSession() {
        return this == SETTLE ? 1 : 3;
    }

    /// The hardest exercises of the catalogue (3) are for building strength; who may do them is another matter (H39,
    /// H47).
    int level() {
        return ordinal() + 1;
    }

    int rpe(ExerciseClass exerciseClass) {
        return switch (exerciseClass) {
            case STRENGTH, ISOMETRIC -> loadedRpe;
            case MOTOR_CONTROL -> 3;
            case AEROBIC -> this == SETTLE ? 2 : 3;
            default -> 2;
        };
    }

    Bounds sets(ExerciseClass exerciseClass) {
        return switch (exerciseClass) {
            case MOBILITY, MOTOR_CONTROL -> this == SETTLE ? new Bounds(1, 1) : new Bounds(2, 2);
            case ISOMETRIC -> this == BUILD ? new Bounds(2, 3) : new Bounds(2, 2);
            case STRENGTH -> this == RESTORE ? new Bounds(1, 2) : new Bounds(2, 3);
            default -> new Bounds(1, 1);
        };
    }

    Bounds reps(ExerciseClass exerciseClass, boolean older) {
        return switch (exerciseClass) {
            case MOBILITY -> pick(new Bounds(5, 10), new Bounds(8, 12), new Bounds(10, 15));
            case MOTOR_CONTROL -> pick(new Bounds(5, 8), new Bounds(8, 10), new Bounds(10, 10));
            case STRETCH -> pick(new Bounds(2, 2), new Bounds(2, 4), new Bounds(2, 4));
            case STRENGTH -> this == RESTORE || older ? new Bounds(10, 15) : new Bounds(8, 12);
            case ISOMETRIC -> new Bounds(1, 3);
            case SELF_MASSAGE -> new Bounds(2, 2);
            default -> new Bounds(1, 1);
        };
    }

    Bounds hold(ExerciseClass exerciseClass, Irritability irritability) {
        int moderate = irritability == Irritability.LOW ? 30 : 20;
        return switch (exerciseClass) {
            case MOBILITY -> new Bounds(0, 5);
            case MOTOR_CONTROL -> pick(new Bounds(3, 5), new Bounds(5, 5), new Bounds(5, 10));
            case STRETCH -> pick(new Bounds(10, 15), new Bounds(15, moderate), new Bounds(30, 30));
            case ISOMETRIC -> pick(new Bounds(0, 0), new Bounds(10, 20), new Bounds(20, 60));
            case STRENGTH -> new Bounds(0, 3);
            default -> new Bounds(0, 0);
        };
    }

    Bounds walkMinutes() {
        return pick(new Bounds(10, 15), new Bounds(15, 25), new Bounds(20, 30));
    }

    private Bounds pick(Bounds settle, Bounds restore, Bounds build) {
        return switch (this) {
            case SETTLE -> settle;
            case RESTORE -> restore;
            case BUILD -> build;
        };
    }

    /// From a least to a most.
    record Bounds(int min, int max) {

        /// The low end of what regimen, source and the catalogue's dose for the stage share. Where they share nothing
        /// the
        /// smallest most holds: a plan may ask for less than a source, never for more.
        int narrow(Optional<Range> source, Optional<Range> stage) {
            var told = Stream.of(source, stage).flatMap(Optional::stream).toList();
            int least = told.stream().mapToInt(Range::min).reduce(min, Math::max);
            int most = told.stream().mapToInt(Range::max).reduce(max, Math::min);
            return Math.min(least, most);
        }

        /// The high end of it.
        int most(Optional<Range> source, Optional<Range> stage) {
            int shared = Stream.of(source, stage)
                    .flatMap(Optional::stream)
                    .mapToInt(Range::max)
                    .reduce(max, Math::min);
            return Math.max(shared, narrow(source, stage));
        }
    }
}
