package org.scapula.planner.week;

import java.util.List;

/// All that a plan is made from.
public record Facts(Triage triage, Person person, List<Candidate> candidates) {

    public Facts {
        candidates = List.copyOf(candidates);
    }
}
