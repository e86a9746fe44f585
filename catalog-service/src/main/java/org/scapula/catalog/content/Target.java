package org.scapula.catalog.content;

/// What a plan wants to reach with an exercise.
public enum Target {
    THORACIC_MOBILITY,
    SCAPULAR_STRENGTH,
    SCAPULAR_CONTROL,
    CORE_STRENGTH,
    NECK_MOBILITY,
    CHEST_FLEXIBILITY,
    UPPER_BACK_FLEXIBILITY
}
