package org.scapula.catalog.content;

/// The part of the body that an exercise is for.
public enum Region {
    UPPER_BACK,
    NECK,
    CHEST,
    SHOULDER,
    CORE,
    WHOLE_BODY
}
