package org.scapula.planner.visit;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A visit as it is now. Its time is taken by the database alone.
@Entity
@Table(name = "visit")
class KeptVisit {

    @Id
    UUID id;

    UUID request;
    String clinic;
    String patient;
    String practitioner;

    @Enumerated(EnumType.STRING)
    VisitType visitType;

    Instant startsAt;
    Instant endsAt;

    @Enumerated(EnumType.STRING)
    VisitStatus status;

    @Nullable
    Instant holdUntil;

    int version;

    @Nullable
    String externalId;

    Instant createdAt;
    Instant changedAt;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected KeptVisit() {}

    void becomes(VisitStatus other, Optional<String> external, Instant at) {
        this.status = other;
        this.holdUntil = null;
        external.ifPresent(name -> this.externalId = name);
        this.version++;
        this.changedAt = at;
    }

    Visit shown(ZoneId zone) {
        return new Visit(
                id,
                request,
                clinic,
                patient,
                practitioner,
                visitType,
                startsAt,
                endsAt,
                zone,
                status,
                Optional.ofNullable(holdUntil),
                version,
                Optional.ofNullable(externalId),
                createdAt,
                changedAt);
    }
}
