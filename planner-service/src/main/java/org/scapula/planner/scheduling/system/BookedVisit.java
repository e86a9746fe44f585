package org.scapula.planner.scheduling.system;

import java.time.Instant;
import org.scapula.planner.visit.Slot;

/// A visit as the clinic's system has it; the key is the one it was booked with, empty when others booked it.
public record BookedVisit(String id, String key, String practitioner, Instant start, Instant end, Standing standing) {

    /// One that was cancelled takes nobody's time.
    boolean overlaps(BookedVisit other) {
        return standing != Standing.CANCELLED
                && practitioner.equals(other.practitioner)
                && Slot.overlap(start, end, other.start, other.end);
    }

    /// As it would be there.
    BookedVisit at(FreeSlot slot) {
        return new BookedVisit(id, key, slot.practitioner(), slot.start(), slot.end(), standing);
    }

    public boolean overlaps(FreeSlot slot) {
        return overlaps(at(slot));
    }

    /// As the answer to a booking: what has been cancelled meanwhile, or is over without anybody, is none.
    public BookedVisit unlessItIsOff() {
        if (standing == Standing.CANCELLED || standing == Standing.NOSHOW) {
            throw new SlotGone();
        }
        return this;
    }

    /// Where a visit stands, in FHIR's words for an appointment.
    public enum Standing {
        /// Asked for, and not confirmed yet.
        PENDING,
        BOOKED,
        ARRIVED,
        FULFILLED,
        CANCELLED,
        NOSHOW;

        public boolean isOver() {
            return this == FULFILLED || this == CANCELLED || this == NOSHOW;
        }
    }
}
