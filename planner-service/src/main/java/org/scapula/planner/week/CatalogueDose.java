package org.scapula.planner.week;

import java.util.Optional;

/// The dose the catalogue uses for an exercise. What a source does not give is left out.
public record CatalogueDose(
        String origin,
        Optional<Range> sets,
        Optional<Range> reps,
        Optional<Range> holdSeconds,
        Optional<Range> breaths,
        Optional<Range> minutes,
        Optional<Range> secondsPerSpot,
        Side side,
        boolean eachSide) {}
