package org.scapula.planner.week;

/// The side of the body that works. BOTH means the dose is done on each side when the exercise is one-sided.
public enum Side {
    BOTH,
    LEFT,
    RIGHT,
    ALTERNATE
}
