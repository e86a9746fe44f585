package org.scapula.planner.scheduling;

/// How soon somebody must be seen, as triage says it. An emergency has none: it never becomes a booking.
public enum Priority {
    URGENT,
    ROUTINE
}
