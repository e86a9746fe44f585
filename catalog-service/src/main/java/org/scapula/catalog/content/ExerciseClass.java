package org.scapula.catalog.content;

/// The kind of load, which decides what a dose may be.
public enum ExerciseClass {
    MOBILITY,
    STRETCH,
    MOTOR_CONTROL,
    ISOMETRIC,
    STRENGTH,
    AEROBIC,
    SELF_MASSAGE,
    BREATHING,
    EDUCATION
}
