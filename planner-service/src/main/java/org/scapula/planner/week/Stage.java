package org.scapula.planner.week;

/// How long the pain has lasted: under 6 weeks, 6 to 12 weeks, longer.
public enum Stage {
    ACUTE,
    SUBACUTE,
    CHRONIC
}
