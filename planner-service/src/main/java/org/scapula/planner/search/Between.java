package org.scapula.planner.search;

import java.time.Instant;
import java.util.Optional;

/// A stretch of time that something is looked for in: touched by it, or, where `whole`, lying wholly within.
public record Between(Optional<Instant> from, Optional<Instant> until, boolean whole) {}
