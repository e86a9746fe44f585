package org.scapula.triage.rules;

import java.util.List;

/// A row that outranks the answer and may still hold, and exactly the findings that could settle it.
public record Undecided(Rule rule, List<String> needs) {

    public Undecided {
        needs = List.copyOf(needs);
    }
}
