package org.scapula.planner.week;

/// Whether the arms push away or pull towards the body.
public enum Direction {
    PUSH,
    PULL,
    NONE
}
