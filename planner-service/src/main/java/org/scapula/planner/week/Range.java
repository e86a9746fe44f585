package org.scapula.planner.week;

/// From a least to a most, with the source that says so.
public record Range(int min, int max, String source) {}
