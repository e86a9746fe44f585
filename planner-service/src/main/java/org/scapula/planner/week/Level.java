package org.scapula.planner.week;

/// How firmly a condition forbids an exercise. A precaution means it would need a change we cannot supervise.
public enum Level {
    ABSOLUTE,
    PRECAUTION
}
