package org.scapula.triage.rules;

/// Two answers that cannot both be right; the more dangerous reading was taken (`readAs`, a finding id or empty).
public record Contradiction(String id, String text, String readAs) {}
