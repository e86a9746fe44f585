package org.scapula.planner.week;

/// How an exercise was, in the person's own words.
public enum Rating {
    TOO_HARD,
    FINE,
    TOO_EASY,
    HURTS
}
