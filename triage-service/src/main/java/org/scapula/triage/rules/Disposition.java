package org.scapula.triage.rules;

/// How soon a person must be seen; the first is the most urgent.
public enum Disposition {
    EMERGENCY,
    URGENT,
    ROUTINE_CLINICIAN,
    SELF_CARE;

    public boolean outranks(Disposition other) {
        return compareTo(other) < 0;
    }
}
