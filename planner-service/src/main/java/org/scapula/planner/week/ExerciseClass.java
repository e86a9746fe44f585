package org.scapula.planner.week;

/// What kind of work an exercise is; the class bounds its dose.
public enum ExerciseClass {
    MOBILITY,
    STRETCH,
    MOTOR_CONTROL,
    ISOMETRIC,
    STRENGTH,
    AEROBIC,
    SELF_MASSAGE,
    BREATHING,
    EDUCATION;

    boolean loads() {
        return this == STRENGTH || this == ISOMETRIC;
    }
}
