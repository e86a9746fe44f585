package org.scapula.planner.week;

import java.util.Map;
import java.util.Optional;

/// How a session was, as the person logged it. Pain is NPRS, 0 to 10, effort RPE, 0 to 10. What was not said stays
/// empty, and never counts as good.
///
/// @param ratings by slug
/// @param newSymptoms whether a new warning sign was told with it
/// @param assessedSince whether the assessment that this week stands on was made after it was logged
public record Report(
        Done done,
        Optional<Integer> painBefore,
        Optional<Integer> painDuring,
        Optional<Integer> painNextMorning,
        Optional<Integer> effort,
        Map<String, Rating> ratings,
        boolean newSymptoms,
        boolean assessedSince) {

    public Report {
        ratings = Map.copyOf(ratings);
    }
}
