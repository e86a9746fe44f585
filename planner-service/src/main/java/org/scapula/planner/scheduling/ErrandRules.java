package org.scapula.planner.scheduling;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.scheduling.SystemVisit.State;
import org.scapula.planner.visit.Slot;

/// What is to be done next at a clinic's system, from what the request wants and what the system has or may have. The
/// same facts have the same answer, whoever died on the way and however often it is asked.
final class ErrandRules {

    private ErrandRules() {}

    /// The visit that a request wants. The key is the visit's id, and with it the same at each try.
    record Wanted(UUID key, UUID request, String patient, String visitType, Slot slot, Want want) {}

    enum Want {
        HELD,
        BOOKED,
        /// It took place, or was to: it is not touched any more.
        PAST
    }

    /// A visit that was told to the system once.
    record Known(
            UUID key,
            String patient,
            String visitType,
            Slot slot,
            State state,
            Optional<String> systemId,
            Optional<String> heldAs,
            Instant triedAt) {}

    /// One thing at a time.
    sealed interface Act {

        record Nothing() implements Act {}

        record Hold(Wanted wanted) implements Act {}

        record Book(Wanted wanted, Optional<Known> before) implements Act {}

        record Move(Wanted wanted, Known known) implements Act {}

        record Cancel(Known known) implements Act {}

        record LetGo(Known known) implements Act {}

        /// Nobody knows whether it is there, and nobody wants it: it is looked for, and cancelled if found.
        record GiveBack(Known known) implements Act {}
    }

    /// What is not wanted goes first: its time may be the one that is wanted.
    static Act next(Optional<Wanted> wanted, List<Known> known) {
        return known.stream()
                .filter(one -> one.state() != State.OVER)
                .filter(one ->
                        wanted.filter(want -> want.key().equals(one.key())).isEmpty())
                // What may turn up late must not keep waiting what is certain.
                .min(Comparator.comparing(one -> one.state() == State.TRIED))
                .filter(one -> one.state() != State.TRIED || wanted.isEmpty() || isThere(wanted.get(), known))
                .map(ErrandRules::remove)
                .orElseGet(() -> wanted.map(want -> bring(want, known)).orElseGet(Act.Nothing::new));
    }

    private static boolean isThere(Wanted wanted, List<Known> known) {
        return bring(wanted, known) instanceof Act.Nothing;
    }

    private static Act remove(Known known) {
        return switch (known.state()) {
            case BOOKED -> new Act.Cancel(known);
            case HELD -> new Act.LetGo(known);
            case TRIED -> new Act.GiveBack(known);
            case OVER -> new Act.Nothing();
        };
    }

    private static Act bring(Wanted wanted, List<Known> known) {
        var before =
                known.stream().filter(one -> one.key().equals(wanted.key())).findFirst();
        return switch (wanted.want()) {
            case PAST -> new Act.Nothing();
            case HELD -> before.<Act>map(_ -> new Act.Nothing()).orElseGet(() -> new Act.Hold(wanted));
            case BOOKED -> before.map(one -> book(wanted, one)).orElseGet(() -> new Act.Book(wanted, before));
        };
    }

    private static Act book(Wanted wanted, Known before) {
        return switch (before.state()) {
            case HELD, TRIED -> new Act.Book(wanted, Optional.of(before));
            case BOOKED -> before.slot().isAsGoodAs(wanted.slot()) ? new Act.Nothing() : new Act.Move(wanted, before);
            case OVER -> new Act.Nothing();
        };
    }

    /// What was never there by the time at which it would have been needs no looking for any more.
    static boolean isTooLate(Known known, Instant now) {
        return !known.slot().start().isAfter(now);
    }
}
