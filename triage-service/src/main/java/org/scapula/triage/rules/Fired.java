package org.scapula.triage.rules;

import java.util.List;

/// A row that holds, and the findings that made it hold, in the order of the questionnaire.
public record Fired(Rule rule, List<String> because) {

    public Fired {
        because = List.copyOf(because);
    }
}
