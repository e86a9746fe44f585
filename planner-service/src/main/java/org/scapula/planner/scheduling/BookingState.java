package org.scapula.planner.scheduling;

import java.time.Instant;
import org.scapula.planner.visit.Slot;

/// How far a booking request has come. A state can do what its moves are and nothing else: what is not legal does not
/// compile.
public sealed interface BookingState {

    Name name();

    /// The states in the words of the interface.
    enum Name {
        REQUESTED,
        OFFERED,
        HELD,
        BOOKED,
        CONFIRMED,
        FULFILLED,
        NO_SHOW,
        CANCELLED,
        DECLINED,
        EXPIRED
    }

    /// The clinic may look for times.
    sealed interface Offerable extends BookingState {

        default Offered offer(Instant replyBy) {
            return new Offered(replyBy);
        }

        /// Somebody looked, and there are none in the window.
        default Requested withoutSlots() {
            return new Requested();
        }
    }

    /// A time may be taken for it.
    sealed interface Bookable extends BookingState {

        default Held hold(Slot slot, Instant until) {
            return new Held(slot, until);
        }

        default Booked book(Slot slot) {
            return new Booked(slot);
        }
    }

    /// There is a time, which may become another.
    sealed interface Reschedulable extends BookingState {

        Slot slot();

        Reschedulable reschedule(Slot other);
    }

    /// There is a time at which the person comes, or does not.
    sealed interface Attendable extends BookingState {

        Slot slot();

        default Fulfilled fulfil() {
            return new Fulfilled(slot());
        }

        default NoShow miss() {
            return new NoShow(slot());
        }
    }

    sealed interface Cancellable extends BookingState {

        default Cancelled cancel() {
            return new Cancelled();
        }
    }

    /// The clinic may say that it cannot.
    sealed interface Declinable extends BookingState {

        default Declined decline() {
            return new Declined();
        }
    }

    /// Ends when nobody does anything.
    sealed interface Lapsing extends BookingState {

        Instant until();

        default Expired lapse() {
            return new Expired();
        }
    }

    /// It came to nothing, and may begin again.
    sealed interface Reopenable extends BookingState {

        default Requested reopen() {
            return new Requested();
        }
    }

    record Requested() implements Offerable, Bookable, Cancellable, Declinable {
        @Override
        public Name name() {
            return Name.REQUESTED;
        }

        /// Nothing begins anew: it waits as long as before.
        @Override
        public Requested withoutSlots() {
            return this;
        }
    }

    record Offered(Instant until) implements Offerable, Bookable, Cancellable, Declinable, Lapsing {
        @Override
        public Name name() {
            return Name.OFFERED;
        }
    }

    record Held(Slot slot, Instant until) implements Bookable, Cancellable, Declinable, Lapsing {
        @Override
        public Name name() {
            return Name.HELD;
        }

        Requested release() {
            return new Requested();
        }
    }

    record Booked(Slot slot) implements Reschedulable, Attendable, Cancellable, Declinable {
        @Override
        public Name name() {
            return Name.BOOKED;
        }

        Confirmed confirm() {
            return new Confirmed(slot);
        }

        @Override
        public Booked reschedule(Slot other) {
            return new Booked(other);
        }
    }

    record Confirmed(Slot slot) implements Reschedulable, Attendable, Cancellable {
        @Override
        public Name name() {
            return Name.CONFIRMED;
        }

        @Override
        public Confirmed reschedule(Slot other) {
            return new Confirmed(other);
        }
    }

    record Fulfilled(Slot slot) implements BookingState {
        @Override
        public Name name() {
            return Name.FULFILLED;
        }
    }

    record NoShow(Slot slot) implements Offerable, Bookable, Cancellable, Reopenable {
        @Override
        public Name name() {
            return Name.NO_SHOW;
        }
    }

    record Cancelled() implements Reopenable {
        @Override
        public Name name() {
            return Name.CANCELLED;
        }
    }

    record Declined() implements Offerable, Bookable, Cancellable, Reopenable {
        @Override
        public Name name() {
            return Name.DECLINED;
        }
    }

    record Expired() implements Offerable, Bookable, Cancellable, Reopenable {
        @Override
        public Name name() {
            return Name.EXPIRED;
        }
    }
}
