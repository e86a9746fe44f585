package org.scapula.planner.scheduling;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.visit.Slot;

/// A visit as the clinic's system has it, or may have it.
@Entity
@Table(name = "system_visit")
class SystemVisit {

    @Id
    UUID key;

    UUID request;
    String clinic;
    String patient;
    String visitType;
    String practitioner;
    Instant startsAt;
    Instant endsAt;

    @Enumerated(EnumType.STRING)
    State state;

    @Nullable
    String systemId;

    @Nullable
    String heldAs;

    Instant triedAt;
    Instant checkedAt;

    enum State {
        /// Kept for us there, and free again by itself.
        HELD,
        /// It was told, and has not answered: perhaps it is there.
        TRIED,
        BOOKED,
        /// Nothing is left to do about it.
        OVER
    }

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected SystemVisit() {}

    SystemVisit(ErrandRules.Wanted wanted, String clinic, State state, Instant at) {
        this.key = wanted.key();
        this.request = wanted.request();
        this.clinic = clinic;
        this.patient = wanted.patient();
        this.visitType = wanted.visitType();
        this.state = state;
        this.triedAt = at;
        this.checkedAt = at;
        isAt(wanted.slot());
    }

    final void isAt(Slot slot) {
        this.practitioner = slot.practitioner();
        this.startsAt = slot.start();
        this.endsAt = slot.end();
    }

    ErrandRules.Known known() {
        return new ErrandRules.Known(
                key,
                patient,
                visitType,
                new Slot(practitioner, startsAt, endsAt),
                state,
                Optional.ofNullable(systemId),
                Optional.ofNullable(heldAs),
                triedAt);
    }
}
