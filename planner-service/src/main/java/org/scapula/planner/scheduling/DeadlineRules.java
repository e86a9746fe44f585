package org.scapula.planner.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scapula.planner.visit.Slot;

/// When a request that nobody touches has to be looked at again, and what happens then. Nothing waits without an end.
public final class DeadlineRules {

    private DeadlineRules() {}

    /// @param since how long the request has been in this state
    /// @param raised what of this state is on the work list already
    record Facts(BookingState state, Instant since, Instant windowUntil, Set<WorkKind> raised) {}

    /// @param lapses whether the state ends with it
    record Due(Instant at, WorkKind kind, boolean lapses) {}

    static Optional<Due> next(Facts facts, SchedulingSettings.Patience patience, Duration outcome) {
        return all(facts, patience, outcome).stream()
                .filter(due -> due.lapses() || !facts.raised().contains(due.kind()))
                .min(Comparator.comparing(Due::at));
    }

    /// When a visit that was booked and not confirmed since this moment has waited too long.
    public static Instant unconfirmed(Instant since, Duration patience, Instant start) {
        return earlier(since.plus(patience), start);
    }

    private static List<Due> all(Facts facts, SchedulingSettings.Patience patience, Duration outcome) {
        var seenInTime = raise(facts.windowUntil(), WorkKind.WINDOW_CLOSED);
        return switch (facts.state()) {
            case BookingState.Requested _ ->
                List.of(raise(facts.since().plus(patience.answer()), WorkKind.UNANSWERED), seenInTime);
            case BookingState.Offered offered -> List.of(lapse(offered, WorkKind.OFFER_LAPSED), seenInTime);
            case BookingState.Held held -> List.of(lapse(held, WorkKind.HOLD_LAPSED), seenInTime);
            case BookingState.Expired _, BookingState.Declined _, BookingState.NoShow _ -> List.of(seenInTime);
            case BookingState.Booked booked ->
                List.of(
                        raise(
                                unconfirmed(
                                        facts.since(),
                                        patience.confirmation(),
                                        booked.slot().start()),
                                WorkKind.UNCONFIRMED),
                        over(booked.slot(), outcome));
            case BookingState.Confirmed confirmed -> List.of(over(confirmed.slot(), outcome));
            case BookingState.Fulfilled _, BookingState.Cancelled _ -> List.of();
        };
    }

    private static Due over(Slot slot, Duration outcome) {
        return raise(slot.end().plus(outcome), WorkKind.OUTCOME_MISSING);
    }

    private static Due raise(Instant at, WorkKind kind) {
        return new Due(at, kind, false);
    }

    private static Due lapse(BookingState.Lapsing state, WorkKind kind) {
        return new Due(state.until(), kind, true);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
