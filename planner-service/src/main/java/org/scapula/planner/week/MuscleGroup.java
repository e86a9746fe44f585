package org.scapula.planner.week;

/// A muscle the catalogue names; load and recovery are counted by these.
public enum MuscleGroup {
    UPPER_TRAPEZIUS,
    MIDDLE_TRAPEZIUS,
    LOWER_TRAPEZIUS,
    RHOMBOIDS,
    LATISSIMUS_DORSI,
    ERECTOR_SPINAE,
    PECTORALS,
    INFRASPINATUS,
    SUPRASPINATUS,
    SUBSCAPULARIS,
    TERES_MINOR,
    SERRATUS_ANTERIOR,
    DEEP_NECK_FLEXORS,
    ABDOMINALS,
    OBLIQUES,
    GLUTES,
    REAR_SHOULDER
}
