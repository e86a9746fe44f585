package org.scapula.planner.visit;

/// What kind of visit.
public enum VisitType {
    INITIAL_ASSESSMENT,
    FOLLOW_UP
}
