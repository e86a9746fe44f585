package org.scapula.planner.scheduling;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.scheduling.system.BookedVisit;
import org.scapula.planner.visit.Slot;

/// A visit as the clinic's system has it, or may have it.
@Entity
@Table(name = "system_visit")
class SystemVisit {

    /// The name of what we perhaps hold and never heard the name of, once it was told to be booked.
    private static final String UNHEARD = "";

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

    /// It was told to move, and is not known to have moved.
    boolean moving;

    /// It could not be looked at, or not be followed.
    boolean again;

    Instant triedAt;
    Instant checkedAt;

    enum State {
        /// It was told to keep it for us, and has not answered: perhaps it does, and that ends by itself.
        HOLDING,
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

    /// A hold is good for its own time alone.
    void isTried(Slot slot) {
        if (!startsAt.equals(slot.start()) || !practitioner.equals(slot.practitioner())) {
            this.heldAs = null;
        } else if (state == State.HOLDING) {
            this.heldAs = UNHEARD;
        }
        this.state = State.TRIED;
        isAt(slot);
    }

    void isPerhapsHeld() {
        this.state = State.HOLDING;
        this.heldAs = null;
    }

    void isHeld(String reference) {
        this.state = State.HELD;
        this.heldAs = reference;
    }

    /// That it was told to be booked stays.
    void isHeldNoMore() {
        this.heldAs = null;
    }

    private void isAt(Slot slot) {
        this.practitioner = slot.practitioner();
        this.startsAt = slot.start();
        this.endsAt = slot.end();
    }

    /// As the system says itself; an end that cannot be is not taken over.
    final void isWhere(BookedVisit there) {
        var length = Duration.between(startsAt, endsAt);
        this.practitioner = there.practitioner();
        this.startsAt = there.start();
        this.endsAt =
                there.end().isAfter(there.start()) ? there.end() : there.start().plus(length);
    }

    void isBooked(BookedVisit there, Instant at) {
        this.state = State.BOOKED;
        this.heldAs = null;
        this.systemId = there.id();
        this.moving = false;
        this.checkedAt = at;
        isWhere(there);
    }

    void isToBeLookedAtAgain(Instant now) {
        this.checkedAt = now;
        this.again = true;
    }

    Slot slot() {
        return new Slot(practitioner, startsAt, endsAt);
    }

    ErrandRules.Known known() {
        return new ErrandRules.Known(
                key,
                request,
                patient,
                visitType,
                slot(),
                state,
                moving,
                Optional.ofNullable(systemId),
                Optional.ofNullable(heldAs).filter(name -> !name.equals(UNHEARD)),
                state == State.HOLDING || UNHEARD.equals(heldAs),
                triedAt);
    }
}
