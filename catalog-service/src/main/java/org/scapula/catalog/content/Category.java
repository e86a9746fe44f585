package org.scapula.catalog.content;

/// What an exercise is done for, in everyday words.
public enum Category {
    MOBILITY,
    STRETCH,
    ACTIVATION,
    STRENGTH,
    SELF_TREATMENT,
    WARM_UP,
    COOL_DOWN,
    AEROBIC,
    RELAXATION
}
