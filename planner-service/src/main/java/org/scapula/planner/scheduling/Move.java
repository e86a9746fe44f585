package org.scapula.planner.scheduling;

import java.util.Arrays;
import java.util.List;
import org.scapula.planner.scheduling.BookingState.Attendable;
import org.scapula.planner.scheduling.BookingState.Bookable;
import org.scapula.planner.scheduling.BookingState.Booked;
import org.scapula.planner.scheduling.BookingState.Cancellable;
import org.scapula.planner.scheduling.BookingState.Declinable;
import org.scapula.planner.scheduling.BookingState.Held;
import org.scapula.planner.scheduling.BookingState.Offerable;
import org.scapula.planner.scheduling.BookingState.Reopenable;
import org.scapula.planner.scheduling.BookingState.Reschedulable;

/// What a clinic, or its scheduling system, does with a booking request.
public enum Move {
    OFFER(Offerable.class),
    NO_SLOTS(Offerable.class),
    HOLD(Bookable.class),
    RELEASE(Held.class),
    BOOK(Bookable.class),
    CONFIRM(Booked.class),
    RESCHEDULE(Reschedulable.class),
    CANCEL(Cancellable.class),
    DECLINE(Declinable.class),
    NO_SHOW(Attendable.class),
    FULFIL(Attendable.class),
    REOPEN(Reopenable.class);

    private final Class<? extends BookingState> from;

    Move(Class<? extends BookingState> from) {
        this.from = from;
    }

    boolean isLegalIn(BookingState state) {
        return from.isInstance(state);
    }

    static List<Move> possibleIn(BookingState state) {
        return Arrays.stream(values()).filter(move -> move.isLegalIn(state)).toList();
    }
}
