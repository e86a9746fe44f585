package org.scapula.planner.visit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// A time with a practitioner that a person has, or had.
///
/// @param request the booking request that led to it
/// @param practitioner the clinic's opaque reference
/// @param zone the clinic's, in which its hours are meant
/// @param version rises with each change; the SEQUENCE of a calendar
public record Visit(
        UUID id,
        UUID request,
        String clinic,
        String patient,
        String practitioner,
        VisitType type,
        Instant start,
        Instant end,
        ZoneId zone,
        VisitStatus status,
        Optional<Instant> holdUntil,
        int version,
        Optional<String> externalId,
        Instant createdAt,
        Instant changedAt) {

    public Slot slot() {
        return new Slot(practitioner, start, end, externalId);
    }
}
