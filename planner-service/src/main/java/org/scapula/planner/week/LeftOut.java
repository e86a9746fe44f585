package org.scapula.planner.week;

/// Advice that others get and this person does not, and why.
public record LeftOut(String adviceId, String because) {}
