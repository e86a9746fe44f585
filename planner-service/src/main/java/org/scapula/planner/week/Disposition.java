package org.scapula.planner.week;

/// How soon triage says a person must be seen, most urgent first.
public enum Disposition {
    EMERGENCY,
    URGENT,
    ROUTINE_CLINICIAN,
    SELF_CARE
}
