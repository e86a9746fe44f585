package org.scapula.planner.visit;

import java.time.Instant;
import java.util.Optional;

/// A time with a practitioner.
///
/// @param practitioner the clinic's opaque reference
/// @param externalId what the clinic's own system calls it
public record Slot(String practitioner, Instant start, Instant end, Optional<String> externalId) {

    public Slot {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("A slot ends after it starts");
        }
    }

    public Slot(String practitioner, Instant start, Instant end) {
        this(practitioner, start, end, Optional.empty());
    }

    /// The same time with the same practitioner, whatever somebody calls it.
    public boolean isAsGoodAs(Slot other) {
        return practitioner.equals(other.practitioner) && start.equals(other.start) && end.equals(other.end);
    }

    /// A part of it is the same time with the same practitioner.
    public boolean overlaps(Slot other) {
        return practitioner.equals(other.practitioner) && overlap(start, end, other.start, other.end);
    }

    /// Also of a time that others made, which may have no length.
    public static boolean overlap(Instant start, Instant end, Instant otherStart, Instant otherEnd) {
        return start.isBefore(otherEnd) && otherStart.isBefore(end);
    }
}
