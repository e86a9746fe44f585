package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.Optional;

/// When a number counts as worse than at the last assessment of the same episode: it rose by at least `by`, or it has
/// newly reached `reaches`; one of the two is given. A red flag that is newly answered with yes always counts.
public record Worsening(String finding, Optional<BigDecimal> by, Optional<BigDecimal> reaches) {}
