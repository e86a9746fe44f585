package org.scapula.planner.scheduling;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scapula.planner.scheduling.BookingState.Name.BOOKED;
import static org.scapula.planner.scheduling.BookingState.Name.CANCELLED;
import static org.scapula.planner.scheduling.BookingState.Name.CONFIRMED;
import static org.scapula.planner.scheduling.BookingState.Name.DECLINED;
import static org.scapula.planner.scheduling.BookingState.Name.EXPIRED;
import static org.scapula.planner.scheduling.BookingState.Name.FULFILLED;
import static org.scapula.planner.scheduling.BookingState.Name.HELD;
import static org.scapula.planner.scheduling.BookingState.Name.NO_SHOW;
import static org.scapula.planner.scheduling.BookingState.Name.OFFERED;
import static org.scapula.planner.scheduling.BookingState.Name.REQUESTED;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scapula.planner.visit.Slot;

/// Every state with every move: either it is legal and leads where the table says, or there is no way.
class BookingStateTest {

    private static final Instant T = Instant.parse("2026-11-23T09:00:00Z");
    private static final Slot SLOT = new Slot("p-1", T, T.plusSeconds(1800));
    private static final Slot OTHER = new Slot("p-2", T, T.plusSeconds(1800));

    private static final List<BookingState> STATES = List.of(
            new BookingState.Requested(),
            new BookingState.Offered(T),
            new BookingState.Held(SLOT, T),
            new BookingState.Booked(SLOT),
            new BookingState.Confirmed(SLOT),
            new BookingState.Fulfilled(SLOT),
            new BookingState.NoShow(SLOT),
            new BookingState.Cancelled(),
            new BookingState.Declined(),
            new BookingState.Expired());

    /// Written apart from the program: where each move leads from each state, and nothing where it is not possible.
    private static final Map<BookingState.Name, Map<Move, BookingState.Name>> TABLE = Map.of(
            REQUESTED, open(),
            OFFERED, open(),
            EXPIRED, begunAnew(Move.DECLINE),
            DECLINED, begunAnew(Move.DECLINE),
            NO_SHOW, begunAnew(Move.DECLINE),
            HELD,
                    Map.of(
                            Move.HOLD, HELD,
                            Move.RELEASE, REQUESTED,
                            Move.BOOK, BOOKED,
                            Move.CANCEL, CANCELLED,
                            Move.DECLINE, DECLINED),
            BOOKED,
                    Map.of(
                            Move.CONFIRM, CONFIRMED,
                            Move.RESCHEDULE, BOOKED,
                            Move.CANCEL, CANCELLED,
                            Move.DECLINE, DECLINED,
                            Move.NO_SHOW, NO_SHOW,
                            Move.FULFIL, FULFILLED),
            CONFIRMED,
                    Map.of(
                            Move.RESCHEDULE, CONFIRMED,
                            Move.CANCEL, CANCELLED,
                            Move.NO_SHOW, NO_SHOW,
                            Move.FULFIL, FULFILLED),
            CANCELLED, Map.of(Move.REOPEN, REQUESTED),
            FULFILLED, Map.of());

    private static Map<Move, BookingState.Name> open() {
        return Map.of(
                Move.OFFER, OFFERED,
                Move.NO_SLOTS, REQUESTED,
                Move.HOLD, HELD,
                Move.BOOK, BOOKED,
                Move.CANCEL, CANCELLED,
                Move.DECLINE, DECLINED);
    }

    private static Map<Move, BookingState.Name> begunAnew(Move impossible) {
        return Stream.concat(open().entrySet().stream(), Stream.of(Map.entry(Move.REOPEN, REQUESTED)))
                .filter(entry -> entry.getKey() != impossible)
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    record Pair(BookingState state, Move move) {}

    static Stream<Pair> pairs() {
        return STATES.stream().flatMap(state -> Arrays.stream(Move.values()).map(move -> new Pair(state, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyMoveIsLegalAndLeadsWhereItShouldOrThereIsNoWay(Pair pair) {
        var expected = TABLE.getOrDefault(pair.state().name(), Map.of()).get(pair.move());

        assertThat(pair.move().isLegalIn(pair.state())).isEqualTo(expected != null);
        if (expected == null) {
            assertThatThrownBy(() -> after(pair)).isInstanceOf(ClassCastException.class);
        } else {
            assertThat(after(pair).name()).isEqualTo(expected);
        }
    }

    @Test
    void everyStateHasItsNameAndItsRow() {
        var byName = STATES.stream().collect(toMap(BookingState::name, Function.identity()));

        assertThat(byName.keySet()).containsExactlyInAnyOrder(BookingState.Name.values());
        assertThat(TABLE.keySet()).containsExactlyInAnyOrder(BookingState.Name.values());
    }

    @Test
    void whatIsPossibleIsWhatIsLegal() {
        assertThat(STATES)
                .allSatisfy(state -> assertThat(Move.possibleIn(state))
                        .containsExactlyInAnyOrderElementsOf(
                                TABLE.getOrDefault(state.name(), Map.of()).keySet()));
    }

    @Test
    void whatIsOverByItselfIsAHoldOrAnOffer() {
        assertThat(STATES.stream()
                        .filter(BookingState.Lapsing.class::isInstance)
                        .map(BookingState::name))
                .containsExactlyInAnyOrder(HELD, OFFERED);
        assertThat(new BookingState.Held(SLOT, T).lapse().name()).isEqualTo(EXPIRED);
    }

    @Test
    void whatIsMovedIsAtTheOtherTimeAndWhatIsConfirmedStaysSo() {
        assertThat(new BookingState.Booked(SLOT).reschedule(OTHER)).isEqualTo(new BookingState.Booked(OTHER));
        assertThat(new BookingState.Confirmed(SLOT).reschedule(OTHER)).isEqualTo(new BookingState.Confirmed(OTHER));
    }

    /// As the program does it: a cast, and the method that only such states have.
    private static BookingState after(Pair pair) {
        var state = pair.state();
        return switch (pair.move()) {
            case OFFER -> ((BookingState.Offerable) state).offer(T);
            case NO_SLOTS -> ((BookingState.Offerable) state).withoutSlots();
            case HOLD -> ((BookingState.Bookable) state).hold(SLOT, T);
            case RELEASE -> ((BookingState.Held) state).release();
            case BOOK -> ((BookingState.Bookable) state).book(SLOT);
            case CONFIRM -> ((BookingState.Booked) state).confirm();
            case RESCHEDULE -> ((BookingState.Reschedulable) state).reschedule(OTHER);
            case CANCEL -> ((BookingState.Cancellable) state).cancel();
            case DECLINE -> ((BookingState.Declinable) state).decline();
            case NO_SHOW -> ((BookingState.Attendable) state).miss();
            case FULFIL -> ((BookingState.Attendable) state).fulfil();
            case REOPEN -> ((BookingState.Reopenable) state).reopen();
        };
    }
}
