package org.scapula.planner.week;

/// A rule that a plan breaks, in a sentence a person can read.
public record Violation(String ruleId, String sentence) {}
