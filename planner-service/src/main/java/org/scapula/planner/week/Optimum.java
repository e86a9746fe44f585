package org.scapula.planner.week;

import org.scapula.planner.filling.Filled;
import org.scapula.planner.filling.Filling;

/// What a week was chosen from, and the proof that no other choice for the same places is better by this objective.
public record Optimum(Objective objective, Filling filling, Filled filled) {}
