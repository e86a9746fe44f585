package org.scapula.planner.week;

import java.util.Comparator;
import java.util.List;

/// All that a plan is made from.
///
/// @param history the weeks of this plan that lie behind, the oldest first
public record Facts(Triage triage, Person person, List<Candidate> candidates, List<PastWeek> history) {

    public Facts {
        candidates = List.copyOf(candidates);
        history = history.stream().sorted(Comparator.comparing(PastWeek::index)).toList();
    }

    /// For a first week.
    public Facts(Triage triage, Person person, List<Candidate> candidates) {
        this(triage, person, candidates, List.of());
    }
}
