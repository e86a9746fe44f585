package org.scapula.triage.rules;

/// Answers that cannot both be right, and the finding (or none: empty) that is then read as yes.
public record Exclusion(String id, String when, String text, String raises) {}
