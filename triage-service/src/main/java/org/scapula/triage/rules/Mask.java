package org.scapula.triage.rules;

/// A number that proves nothing below a threshold unless a question is answered no: it is then read as unknown,
/// and the question `opens`, which says whether the number is needed at all, is read as yes.
public record Mask(String finding, String below, String unlessNo, String opens, String why) {}
