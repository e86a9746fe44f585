package org.scapula.planner.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scapula.planner.scheduling.DeadlineRules.Due;
import org.scapula.planner.scheduling.DeadlineRules.Facts;
import org.scapula.planner.visit.Slot;

/// Nothing waits without an end.
class DeadlineRulesTest {

    private static final Instant T = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant WINDOW = T.plus(Duration.ofDays(7));
    private static final Slot SLOT = new Slot("p-1", T.plus(Duration.ofDays(2)), T.plus(Duration.ofHours(49)));
    private static final Duration OUTCOME = Duration.ofDays(1);

    private record Patience(Duration answer, Duration reply, Duration confirmation)
            implements SchedulingSettings.Patience {}

    private static final Patience PATIENCE =
            new Patience(Duration.ofHours(24), Duration.ofHours(48), Duration.ofHours(12));

    @Test
    void aRequestIsAnsweredOrSomebodyIsTold() {
        assertThat(next(new BookingState.Requested())).contains(due(T.plus(Duration.ofHours(24)), WorkKind.UNANSWERED));
    }

    @Test
    void whatIsToldAlreadyIsNotToldAgainButTheWindowStillCloses() {
        assertThat(next(new BookingState.Requested(), WorkKind.UNANSWERED))
                .contains(due(WINDOW, WorkKind.WINDOW_CLOSED));
        assertThat(next(new BookingState.Requested(), WorkKind.UNANSWERED, WorkKind.WINDOW_CLOSED))
                .isEmpty();
    }

    @Test
    void aHoldAndAnOfferEndByThemselves() {
        assertThat(next(new BookingState.Held(SLOT, T.plusSeconds(900))))
                .contains(new Due(T.plusSeconds(900), WorkKind.HOLD_LAPSED, true));
        assertThat(next(new BookingState.Offered(T.plusSeconds(900))))
                .contains(new Due(T.plusSeconds(900), WorkKind.OFFER_LAPSED, true));
    }

    @Test
    void aVisitIsConfirmedBeforeItBegins() {
        var soon = new Slot("p-1", T.plusSeconds(600), T.plusSeconds(1200));

        assertThat(next(new BookingState.Booked(SLOT)))
                .contains(due(T.plus(Duration.ofHours(12)), WorkKind.UNCONFIRMED));
        assertThat(next(new BookingState.Booked(soon))).contains(due(soon.start(), WorkKind.UNCONFIRMED));
    }

    @Test
    void somebodySaysWhatBecameOfAVisit() {
        assertThat(next(new BookingState.Confirmed(SLOT)))
                .contains(due(SLOT.end().plus(OUTCOME), WorkKind.OUTCOME_MISSING));
    }

    @Test
    void whoeverIsNotSeenIsNotForgotten() {
        for (var state : List.<BookingState>of(
                new BookingState.Requested(),
                new BookingState.Offered(WINDOW.plusSeconds(1)),
                new BookingState.Held(SLOT, WINDOW.plusSeconds(1)),
                new BookingState.Expired(),
                new BookingState.Declined(),
                new BookingState.NoShow(SLOT))) {
            assertThat(next(state, WorkKind.UNANSWERED)).contains(due(WINDOW, WorkKind.WINDOW_CLOSED));
        }
    }

    @Test
    void whatIsOverWaitsForNothing() {
        assertThat(next(new BookingState.Fulfilled(SLOT))).isEmpty();
        assertThat(next(new BookingState.Cancelled())).isEmpty();
    }

    private static Due due(Instant at, WorkKind kind) {
        return new Due(at, kind, false);
    }

    private static Optional<Due> next(BookingState state, WorkKind... raised) {
        var all = raised.length == 0 ? Set.<WorkKind>of() : EnumSet.copyOf(List.of(raised));
        return DeadlineRules.next(new Facts(state, T, WINDOW, all), PATIENCE, OUTCOME);
    }
}
