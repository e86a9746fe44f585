package org.scapula.planner.scheduling;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.TimeOrderedId;
import org.scapula.planner.visit.Slot;

/// A time that a clinic offers for one request.
@Entity
@Immutable
@Table(name = "offered_slot")
class OfferedSlot {

    @Id
    UUID id;

    UUID request;
    String clinic;
    String patient;
    String practitioner;
    Instant startsAt;
    Instant endsAt;

    @Nullable
    String externalId;

    Instant offeredAt;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected OfferedSlot() {}

    OfferedSlot(BookingRequest request, Slot slot, Instant at) {
        this.id = TimeOrderedId.at(at);
        this.request = request.id;
        this.clinic = request.clinic;
        this.patient = request.patient;
        this.practitioner = slot.practitioner();
        this.startsAt = slot.start();
        this.endsAt = slot.end();
        this.externalId = slot.externalId().orElse(null);
        this.offeredAt = at;
    }

    Slot slot() {
        return new Slot(practitioner, startsAt, endsAt, Optional.ofNullable(externalId));
    }
}
