package org.scapula.planner.week;

/// From the least to the most.
public record Span(int min, int max) {}
