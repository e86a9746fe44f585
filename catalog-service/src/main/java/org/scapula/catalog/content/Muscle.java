package org.scapula.catalog.content;

/// The muscles that exercises name.
public enum Muscle {
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
