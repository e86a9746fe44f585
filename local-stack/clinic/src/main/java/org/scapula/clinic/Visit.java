package org.scapula.clinic;

import java.time.Instant;
import java.util.Optional;

/// A visit in the clinic's book, or a place in it that is held for one.
record Visit(
        long id,
        String practitioner,
        String service,
        Optional<String> patient,
        Instant start,
        Instant end,
        Status status,
        String key,
        String note,
        String referral,
        String reason,
        Instant created,
        Instant updated,
        int version,
        Optional<Instant> heldUntil) {

    enum Status {
        /// Held for somebody, or waiting for the clinic's yes.
        PENDING,
        BOOKED,
        ARRIVED,
        FULFILLED,
        CANCELLED,
        NOSHOW,
        /// Removed from the book, as some systems do with what is cancelled.
        DELETED;

        boolean takesItsTime() {
            return this != CANCELLED && this != DELETED;
        }
    }

    boolean overlaps(String who, Instant from, Instant until) {
        return practitioner.equals(who) && start.isBefore(until) && from.isBefore(end);
    }

    boolean isHeldInVain(Instant now) {
        return heldUntil.filter(until -> !now.isBefore(until)).isPresent();
    }

    Visit becoming(Status next, String why, Instant at) {
        return new Visit(
                id,
                practitioner,
                service,
                patient,
                start,
                end,
                next,
                key,
                note,
                referral,
                why,
                created,
                at,
                version + 1,
                Optional.empty());
    }

    Visit movedTo(String who, Instant from, Instant until, Instant at) {
        return new Visit(
                id,
                who,
                service,
                patient,
                from,
                until,
                status,
                key,
                note,
                referral,
                reason,
                created,
                at,
                version + 1,
                heldUntil);
    }

    Visit bookedFor(Wish wish, Status next, Instant at) {
        return new Visit(
                id,
                practitioner,
                service,
                wish.patient(),
                start,
                end,
                next,
                wish.key(),
                wish.note(),
                wish.referral(),
                reason,
                created,
                at,
                version + 1,
                Optional.empty());
    }

    /// What somebody who books asks for.
    record Wish(
            String practitioner,
            String service,
            Optional<String> patient,
            Instant start,
            Instant end,
            String key,
            String note,
            String referral) {}
}
