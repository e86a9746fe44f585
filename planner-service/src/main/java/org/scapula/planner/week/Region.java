package org.scapula.planner.week;

/// The part of the body an exercise is about.
public enum Region {
    UPPER_BACK,
    NECK,
    CHEST,
    SHOULDER,
    CORE,
    WHOLE_BODY
}
