package org.scapula.planner.week;

/// How used the person is to exercising.
public enum Experience {
    NOVICE,
    INTERMEDIATE,
    EXPERIENCED
}
