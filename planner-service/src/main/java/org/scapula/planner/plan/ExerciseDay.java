package org.scapula.planner.plan;

import java.time.Instant;
import java.time.LocalDate;

/// A day on which a person has exercises to do.
///
/// @param revision rises with whatever changes for the person on that day
/// @param cancelled they must not go on until somebody has looked
public record ExerciseDay(LocalDate date, int revision, Instant changedAt, boolean cancelled) {}
