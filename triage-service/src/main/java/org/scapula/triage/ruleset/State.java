package org.scapula.triage.ruleset;

/// Where a rule set stands on its way. It never goes back.
public enum State {
    DRAFT,
    VALIDATED,
    ACTIVE,
    RETIRED
}
