package org.scapula.planner.week;

/// The figures of a dose that may change from week to week.
///
/// @param seconds of an item that is timed; 0 where it is counted
record Figures(int sets, int reps, int holdSec, int seconds, int rpe) {

    static Figures of(PastDose dose) {
        return new Figures(dose.sets(), dose.reps(), dose.holdSec(), dose.seconds(), dose.rpe());
    }

    Figures atMost(Figures most) {
        return new Figures(
                Math.min(sets, most.sets),
                Math.min(reps, most.reps),
                Math.min(holdSec, most.holdSec),
                Math.min(seconds, most.seconds),
                Math.min(rpe, most.rpe));
    }

    Figures sets(int value) {
        return new Figures(value, reps, holdSec, seconds, rpe);
    }

    Figures reps(int value) {
        return new Figures(sets, value, holdSec, seconds, rpe);
    }

    Figures holdSec(int value) {
        return new Figures(sets, reps, value, seconds, rpe);
    }

    Figures seconds(int value) {
        return new Figures(sets, reps, holdSec, value, rpe);
    }

    Figures rpe(int value) {
        return new Figures(sets, reps, holdSec, seconds, value);
    }

    /// One figure more, as far as the most allows (H41). Sets of load are another matter: how many the week may hold
    /// together is limited (H40).
    Figures raised(ExerciseClass exerciseClass, Figures most) {
        return switch (exerciseClass) {
            case STRENGTH -> reps < most.reps ? reps(Math.min(most.reps, reps + 1)) : harder(most);
            case ISOMETRIC -> holdSec < most.holdSec ? holdSec(Math.min(most.holdSec, holdSec + 5)) : harder(most);
            case MOBILITY -> reps < most.reps ? reps(Math.min(most.reps, reps + 2)) : moreSets(most);
            case MOTOR_CONTROL -> {
                if (reps < most.reps) {
                    yield reps(Math.min(most.reps, reps + 1));
                }
                yield holdSec < most.holdSec ? holdSec(Math.min(most.holdSec, holdSec + 1)) : moreSets(most);
            }
            case AEROBIC -> seconds < most.seconds ? seconds(Math.min(most.seconds, seconds + 120)) : this;
            case STRETCH -> holdSec < most.holdSec ? holdSec(Math.min(most.holdSec, holdSec + 5)) : this;
            case SELF_MASSAGE, BREATHING, EDUCATION -> this;
        };
    }

    private Figures harder(Figures most) {
        return rpe < most.rpe ? rpe(rpe + 1) : this;
    }

    private Figures moreSets(Figures most) {
        return sets < most.sets ? sets(sets + 1) : this;
    }

    /// To this share of it or less, where the least of the class leaves room; what neither loads nor tires stays.
    Figures reduced(ExerciseClass exerciseClass, double share) {
        return switch (exerciseClass) {
            case STRENGTH -> fewer(share, 6, 0);
            case MOTOR_CONTROL -> fewer(share, 5, 3);
            case ISOMETRIC -> fewer(share, 1, 10);
            case AEROBIC -> seconds(Math.max(60, (int) (seconds * share) / 60 * 60));
            case MOBILITY, STRETCH, SELF_MASSAGE, BREATHING, EDUCATION -> this;
        };
    }

    private Figures fewer(double share, int leastReps, int leastHold) {
        if (sets > 1) {
            return sets(Math.max(1, (int) (sets * share)));
        }
        if (reps > leastReps) {
            return reps(Math.max(leastReps, (int) (reps * share)));
        }
        return holdSec > leastHold ? holdSec(Math.max(leastHold, (int) (holdSec * share))) : this;
    }

    /// Half the sets of load, with the movements kept (H46).
    Figures eased(ExerciseClass exerciseClass) {
        return exerciseClass.loads() ? sets(Math.ceilDiv(sets, 2)) : this;
    }
}
