package org.scapula.planner.week;

/// What became of a session.
public enum Done {
    DONE,
    PARTLY,
    SKIPPED
}
