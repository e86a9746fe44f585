package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.List;

/// A threshold that a clinic may set; every comparison of a rule names one.
public record Parameter(String name, BigDecimal value, String unit, List<String> sources, String note) {

    public Parameter {
        sources = List.copyOf(sources);
    }
}
