package org.scapula.triage.rules;

import java.util.List;

/// Why self-care is not the answer although nothing more urgent was found: the row, and the findings that stopped it.
public record NotMet(Rule rule, List<String> because) {

    public NotMet {
        because = List.copyOf(because);
    }
}
