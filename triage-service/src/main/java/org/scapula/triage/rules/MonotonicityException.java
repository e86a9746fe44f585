package org.scapula.triage.rules;

/// A finding that may make a row milder when it moves towards danger, and the clinical reason for it.
public record MonotonicityException(String finding, String rule, String reason) {}
