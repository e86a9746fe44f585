package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// One thing we ask a person. A yes is always the dangerous answer, so no rule needs a negation.
/// Strings that a finding does not have are empty; `min` and `max` belong to numbers only.
public record Finding(
        String id,
        Type type,
        String unit,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        boolean redFlag,
        boolean weakFlag,
        Danger danger,
        String dangerNote,
        String section,
        String question,
        String help,
        List<String> sources) {

    public enum Type {
        YES_NO,
        INTEGER,
        DECIMAL
    }

    /// In which direction an answer grows more dangerous.
    public enum Danger {
        YES,
        UP,
        DOWN,
        BOTH
    }

    public Finding {
        sources = List.copyOf(sources);
    }

    /// Whether a number can be an answer to this question.
    public boolean accepts(BigDecimal value) {
        return type != Type.YES_NO
                && (type == Type.DECIMAL || value.stripTrailingZeros().scale() <= 0)
                && min.filter(least -> value.compareTo(least) < 0).isEmpty()
                && max.filter(most -> value.compareTo(most) > 0).isEmpty();
    }
}
