package org.scapula.planner.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.scheduling.SystemVisit.State;
import org.scapula.planner.scheduling.system.CancelReason;
import org.scapula.planner.visit.Slot;

/// What is to be done next at a clinic's system, from what the request wants and what the system has or may have. The
/// same facts have the same answer, whoever died on the way and however often it is asked.
final class ErrandRules {

    private static final Duration SOON = Duration.ofHours(24);

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
    ///
    /// @param moving told to move, and not known to have moved
    /// @param perhapsHeld told to be held, and the answer with its name was lost
    record Known(
            UUID key,
            UUID request,
            String patient,
            String visitType,
            Slot slot,
            State state,
            boolean moving,
            Optional<String> systemId,
            Optional<String> heldAs,
            boolean perhapsHeld,
            Instant triedAt) {}

    /// One thing at a time.
    sealed interface Act {

        record Nothing() implements Act {}

        record Hold(Wanted wanted) implements Act {}

        record Book(Wanted wanted, Optional<Known> before) implements Act {}

        record Move(Wanted wanted, Known known) implements Act {}

        /// Its time has come and it is not known to be there: nobody is booked or moved into the past. What was told is
        /// looked for once more, and a person looks where it is not found.
        record TooLate(Wanted wanted, Optional<Known> before) implements Act {}

        record Cancel(Known known, CancelReason why) implements Act {}

        /// Also where it was told to be booked: only its own name gives back what is held.
        record LetGo(Known known) implements Act {}

        /// Nobody knows whether it is there, and nobody wants it: it is looked for, and cancelled if found.
        record GiveBack(Known known, CancelReason why) implements Act {}

        /// Its time has come: who is there is not sent away, and what took place is not deleted.
        record Leave(Known known) implements Act {}
    }

    /// What is not wanted goes first: its time may be the one that is wanted.
    ///
    /// @param ended why the request came to nothing, if it did
    static Act next(Optional<Wanted> wanted, Optional<EndReason> ended, List<Known> known, Instant now) {
        return known.stream()
                .filter(one -> one.state() != State.OVER)
                .filter(one ->
                        wanted.filter(want -> want.key().equals(one.key())).isEmpty())
                // What may turn up late must not keep waiting what is certain.
                .min(Comparator.comparing(one -> one.state() == State.TRIED))
                .filter(one -> one.state() != State.TRIED || wanted.isEmpty() || isSettled(wanted.get(), known, now))
                .map(one -> remove(one, reason(ended), now))
                .orElseGet(() -> wanted.map(want -> bring(want, known, now)).orElseGet(Act.Nothing::new));
    }

    private static boolean isSettled(Wanted wanted, List<Known> known, Instant now) {
        return bring(wanted, known, now) instanceof Act.Nothing;
    }

    private static Act remove(Known known, CancelReason why, Instant now) {
        if (hasBegun(known.slot(), now)) {
            return new Act.Leave(known);
        }
        return switch (known.state()) {
            case BOOKED -> new Act.Cancel(known, why);
            case HOLDING, HELD -> new Act.LetGo(known);
            case TRIED -> known.heldAs().isPresent() ? new Act.LetGo(known) : new Act.GiveBack(known, why);
            case OVER -> new Act.Nothing();
        };
    }

    /// Who it was, and no more.
    private static CancelReason reason(Optional<EndReason> ended) {
        return ended.map(why -> switch (why) {
                    case PATIENT_REQUEST, FEELING_BETTER, SYMPTOMS_CHANGED, SEEN_ELSEWHERE -> CancelReason.BY_PATIENT;
                    case CLINIC_REQUEST, NO_CAPACITY, NOT_PROVIDED_HERE -> CancelReason.BY_CLINIC;
                    case DUPLICATE, OTHER -> CancelReason.NO_LONGER_NEEDED;
                })
                .orElse(CancelReason.NO_LONGER_NEEDED);
    }

    private static Act bring(Wanted wanted, List<Known> known, Instant now) {
        var before =
                known.stream().filter(one -> one.key().equals(wanted.key())).findFirst();
        return switch (wanted.want()) {
            case PAST -> new Act.Nothing();
            case HELD -> before.map(one -> hold(wanted, one)).orElseGet(() -> new Act.Hold(wanted));
            case BOOKED ->
                inTime(wanted, before, before.map(one -> book(wanted, one)).orElse(new Act.Book(wanted, before)), now);
        };
    }

    private static Act inTime(Wanted wanted, Optional<Known> before, Act act, Instant now) {
        var isBrought = act instanceof Act.Book || act instanceof Act.Move;
        return isBrought && hasBegun(wanted.slot(), now) ? new Act.TooLate(wanted, before) : act;
    }

    private static Act hold(Wanted wanted, Known before) {
        return switch (before.state()) {
            case HOLDING, HELD -> isAt(wanted.slot(), before) ? new Act.Nothing() : new Act.LetGo(before);
            case TRIED, BOOKED, OVER -> new Act.Nothing();
        };
    }

    private static Act book(Wanted wanted, Known before) {
        return switch (before.state()) {
            case HOLDING, HELD ->
                isAt(wanted.slot(), before) ? new Act.Book(wanted, Optional.of(before)) : new Act.LetGo(before);
            case TRIED ->
                isAt(wanted.slot(), before) || before.heldAs().isEmpty()
                        ? new Act.Book(wanted, Optional.of(before))
                        : new Act.LetGo(before);
            case BOOKED ->
                isAt(wanted.slot(), before) && !before.moving() ? new Act.Nothing() : new Act.Move(wanted, before);
            // That time was lost; somebody has found another.
            case OVER -> isAt(wanted.slot(), before) ? new Act.Nothing() : new Act.Book(wanted, Optional.empty());
        };
    }

    /// How long a visit takes is the system's to say.
    static boolean isAt(Slot wanted, Known known) {
        return known.slot().start().equals(wanted.start())
                && known.slot().practitioner().equals(wanted.practitioner());
    }

    /// Whether a person comes, or does not, before anybody looks at it usually; also where their time came meanwhile,
    /// and
    /// nobody knows whether they were expected.
    static boolean isSoon(Optional<Wanted> wanted, List<Known> known, Instant now) {
        return wanted.filter(want -> want.want() != Want.PAST)
                        .filter(want -> isBeforeLong(want.slot(), now))
                        .isPresent()
                || known.stream()
                        .filter(one -> one.state() != State.OVER && !hasBegun(one.slot(), now))
                        .anyMatch(one -> isBeforeLong(one.slot(), now));
    }

    private static boolean isBeforeLong(Slot slot, Instant now) {
        return slot.start().isBefore(now.plus(SOON));
    }

    private static boolean hasBegun(Slot slot, Instant now) {
        return !slot.start().isAfter(now);
    }
}
