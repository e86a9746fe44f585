package org.scapula.planner.week;

/// A target of this week, why it was chosen and how many items serve it.
public record Goal(Target target, String because, int items) {}
