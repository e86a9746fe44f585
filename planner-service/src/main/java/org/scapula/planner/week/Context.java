package org.scapula.planner.week;

/// What fills the person's days, as far as the back feels it.
public enum Context {
    DESK,
    RUNNING,
    GYM,
    MANUAL
}
