package org.scapula.triage.rules;

/// What can be said of a condition: unknown is a third value, not a kind of false.
enum Truth {
    TRUE,
    FALSE,
    UNKNOWN
}
