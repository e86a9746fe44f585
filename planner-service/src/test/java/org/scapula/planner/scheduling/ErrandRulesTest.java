package org.scapula.planner.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.planner.scheduling.ErrandRules.Act;
import org.scapula.planner.scheduling.ErrandRules.Known;
import org.scapula.planner.scheduling.ErrandRules.Want;
import org.scapula.planner.scheduling.ErrandRules.Wanted;
import org.scapula.planner.scheduling.SystemVisit.State;
import org.scapula.planner.scheduling.system.CancelReason;
import org.scapula.planner.visit.Slot;

/// What is to be done next at a clinic's system.
class ErrandRulesTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant EARLIER = NOON.minusSeconds(3600);
    private static final UUID KEY = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final UUID REQUEST = UUID.fromString("00000000-0000-7000-8000-000000000003");

    @Test
    void whatWasNeverToldIsBooked() {
        assertThat(next(wanted(Want.BOOKED), List.of())).isInstanceOf(Act.Book.class);
    }

    @Test
    void whatIsThereAsWantedNeedsNothing() {
        assertThat(next(wanted(Want.BOOKED), List.of(known(KEY, State.BOOKED, NOON))))
                .isInstanceOf(Act.Nothing.class);
    }

    @Test
    void whatIsThereAtAnotherTimeIsMoved() {
        assertThat(next(wanted(Want.BOOKED), List.of(known(KEY, State.BOOKED, NOON.plusSeconds(1800)))))
                .isInstanceOf(Act.Move.class);
    }

    @Test
    void whatWasToldWithoutAnAnswerIsToldUnderTheSameKey() {
        var act = next(wanted(Want.BOOKED), List.of(known(KEY, State.TRIED, NOON)));

        assertThat(act)
                .isInstanceOfSatisfying(
                        Act.Book.class, book -> assertThat(book.wanted().key()).isEqualTo(KEY));
    }

    @Test
    void whatNobodyWantsIsCancelledBeforeAnythingElse() {
        var act = next(wanted(Want.BOOKED), List.of(known(KEY, State.TRIED, NOON), known(OTHER, State.BOOKED, NOON)));

        assertThat(act)
                .isInstanceOfSatisfying(
                        Act.Cancel.class,
                        cancel -> assertThat(cancel.known().key()).isEqualTo(OTHER));
    }

    @Test
    void whatMayTurnUpLateKeepsNothingWaiting() {
        var known = List.of(known(OTHER, State.TRIED, NOON));

        assertThat(next(wanted(Want.BOOKED), known)).isInstanceOf(Act.Book.class);
        assertThat(next(wanted(Want.BOOKED), List.of(known(OTHER, State.TRIED, NOON), known(KEY, State.BOOKED, NOON))))
                .isInstanceOf(Act.GiveBack.class);
        assertThat(next(Optional.empty(), known)).isInstanceOf(Act.GiveBack.class);
    }

    @Test
    void aHoldIsHeldOnceAndThenBooked() {
        var held = List.of(known(KEY, State.HELD, NOON));

        assertThat(next(wanted(Want.HELD), List.of())).isInstanceOf(Act.Hold.class);
        assertThat(next(wanted(Want.HELD), held)).isInstanceOf(Act.Nothing.class);
        assertThat(next(wanted(Want.BOOKED), held)).isInstanceOf(Act.Book.class);
        assertThat(next(Optional.empty(), held)).isInstanceOf(Act.LetGo.class);
    }

    @Test
    void whatIsHeldAtAnotherTimeIsGivenBackFirst() {
        var elsewhere = List.of(known(KEY, State.HELD, NOON.plusSeconds(1800)));

        assertThat(next(wanted(Want.HELD), elsewhere)).isInstanceOf(Act.LetGo.class);
        assertThat(next(wanted(Want.BOOKED), elsewhere)).isInstanceOf(Act.LetGo.class);
    }

    @Test
    void whatIsHeldIsGivenBackByItsNameAlsoWhereItWasToldToBeBooked() {
        var here = List.of(toldToBeBooked(NOON));
        var elsewhere = List.of(toldToBeBooked(NOON.plusSeconds(1800)));

        assertThat(next(Optional.empty(), here)).isInstanceOf(Act.LetGo.class);
        assertThat(next(wanted(Want.BOOKED), here)).isInstanceOf(Act.Book.class);
        assertThat(next(wanted(Want.BOOKED), elsewhere)).isInstanceOf(Act.LetGo.class);
    }

    private static Known toldToBeBooked(Instant start) {
        return new Known(
                KEY,
                REQUEST,
                "p-1",
                "FOLLOW_UP",
                slot(start),
                State.TRIED,
                false,
                Optional.empty(),
                Optional.of("Appointment/17"),
                false,
                NOON);
    }

    @Test
    void whatIsPerhapsHeldIsHeldNoSecondTime() {
        var perhaps = List.of(known(KEY, State.HOLDING, NOON));
        var elsewhere = List.of(known(KEY, State.HOLDING, NOON.plusSeconds(1800)));

        assertThat(next(wanted(Want.HELD), perhaps)).isInstanceOf(Act.Nothing.class);
        assertThat(next(wanted(Want.BOOKED), perhaps)).isInstanceOf(Act.Book.class);
        assertThat(next(wanted(Want.HELD), elsewhere)).isInstanceOf(Act.LetGo.class);
        assertThat(next(Optional.empty(), perhaps)).isInstanceOf(Act.LetGo.class);
    }

    @Test
    void whatIsPastIsNeitherBookedNorGivenBack() {
        assertThat(next(wanted(Want.PAST), List.of())).isInstanceOf(Act.Nothing.class);
        assertThat(next(wanted(Want.PAST), List.of(known(KEY, State.BOOKED, NOON))))
                .isInstanceOf(Act.Nothing.class);
    }

    @Test
    void whatIsOverStaysOver() {
        assertThat(next(wanted(Want.BOOKED), List.of(known(KEY, State.OVER, NOON))))
                .isInstanceOf(Act.Nothing.class);
        assertThat(next(Optional.empty(), List.of(known(KEY, State.OVER, NOON))))
                .isInstanceOf(Act.Nothing.class);
    }

    @Test
    void whoseTimeHasComeIsNotSentAwayWhateverTheRequestDoesNext() {
        var begun = Stream.of(State.BOOKED, State.TRIED, State.HELD)
                .map(state -> known(OTHER, state, EARLIER))
                .toList();

        assertThat(begun)
                .allSatisfy(known ->
                        assertThat(next(Optional.empty(), List.of(known))).isInstanceOf(Act.Leave.class));
        assertThat(next(wanted(Want.BOOKED), begun)).isInstanceOf(Act.Leave.class);
        assertThat(next(Optional.empty(), List.of(known(OTHER, State.BOOKED, EARLIER.plusSeconds(1)))))
                .isInstanceOf(Act.Cancel.class);
    }

    @Test
    void nobodyIsBookedOrMovedIntoThePast() {
        var elsewhere = NOON.plusSeconds(1800);
        var before = Stream.of(
                        List.<Known>of(),
                        List.of(known(KEY, State.TRIED, NOON)),
                        List.of(known(KEY, State.HELD, NOON)),
                        List.of(known(KEY, State.BOOKED, elsewhere)),
                        List.of(known(KEY, State.OVER, elsewhere)))
                .toList();

        assertThat(before)
                .allSatisfy(known -> assertThat(ErrandRules.next(wanted(Want.BOOKED), Optional.empty(), known, NOON))
                        .isInstanceOf(Act.TooLate.class));
        assertThat(ErrandRules.next(
                        wanted(Want.BOOKED), Optional.empty(), List.of(known(KEY, State.BOOKED, NOON)), NOON))
                .isInstanceOf(Act.Nothing.class);
    }

    @Test
    void whatIsBookedForAnotherTimeThanTheOneThatWasLostIsBooked() {
        assertThat(next(wanted(Want.BOOKED), List.of(known(KEY, State.OVER, NOON.plusSeconds(1800)))))
                .isInstanceOf(Act.Book.class);
    }

    @Test
    void whatWasToldToMoveIsMovedUntilItIsKnownWhereItIs() {
        var moving = new Known(
                KEY,
                REQUEST,
                "p-1",
                "FOLLOW_UP",
                slot(NOON),
                State.BOOKED,
                true,
                Optional.of("17"),
                Optional.empty(),
                false,
                NOON);

        assertThat(next(wanted(Want.BOOKED), List.of(moving))).isInstanceOf(Act.Move.class);
    }

    @Test
    void howLongAVisitTakesIsTheSystemsToSay() {
        var longer = new Slot("1", NOON, NOON.plusSeconds(3600));
        var known = new Known(
                KEY,
                REQUEST,
                "p-1",
                "FOLLOW_UP",
                longer,
                State.BOOKED,
                false,
                Optional.of("17"),
                Optional.empty(),
                false,
                NOON);

        assertThat(next(wanted(Want.BOOKED), List.of(known))).isInstanceOf(Act.Nothing.class);
    }

    @Test
    void theClinicIsToldWhoItWasAndNoMore() {
        var known = List.of(known(KEY, State.BOOKED, NOON));

        assertThat(reason(EndReason.SYMPTOMS_CHANGED, known)).isEqualTo(CancelReason.BY_PATIENT);
        assertThat(reason(EndReason.NO_CAPACITY, known)).isEqualTo(CancelReason.BY_CLINIC);
        assertThat(reason(EndReason.DUPLICATE, known)).isEqualTo(CancelReason.NO_LONGER_NEEDED);
    }

    private static CancelReason reason(EndReason ended, List<Known> known) {
        return ErrandRules.next(Optional.empty(), Optional.of(ended), known, EARLIER) instanceof Act.Cancel cancel
                ? cancel.why()
                : CancelReason.BOOKED_TWICE;
    }

    @Test
    void whatIsNearIsSoonAndWhatIsOverIsNot() {
        var visit = List.of(known(KEY, State.BOOKED, NOON));

        assertThat(ErrandRules.isSoon(Optional.empty(), visit, NOON.minus(Duration.ofHours(23))))
                .isTrue();
        assertThat(ErrandRules.isSoon(wanted(Want.BOOKED), List.of(), NOON.minus(Duration.ofHours(23))))
                .isTrue();
        assertThat(ErrandRules.isSoon(Optional.empty(), visit, NOON.minus(Duration.ofHours(25))))
                .isFalse();
        assertThat(ErrandRules.isSoon(Optional.empty(), visit, NOON)).isFalse();
        assertThat(ErrandRules.isSoon(wanted(Want.BOOKED), List.of(), NOON)).isTrue();
        assertThat(ErrandRules.isSoon(wanted(Want.PAST), List.of(), NOON)).isFalse();
        assertThat(ErrandRules.isSoon(Optional.empty(), List.of(known(KEY, State.OVER, NOON)), NOON.minusSeconds(1)))
                .isFalse();
    }

    @Test
    void pausesGrowAndEnd() {
        var pauses = List.of(1, 2, 5, 9, 40).stream()
                .map(attempt -> Duration.between(NOON, errand(attempt).again(NOON, Optional.empty(), 0)))
                .toList();

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(80),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15));
        assertThat(errand(1).again(NOON, Optional.of(Duration.ofMinutes(1)), 1)).isEqualTo(NOON.plusSeconds(60));
    }

    private static Act next(Optional<Wanted> wanted, List<Known> known) {
        return ErrandRules.next(wanted, Optional.empty(), known, EARLIER);
    }

    private static Errand errand(int attempt) {
        return new Errand(REQUEST, "north", ErrandKind.VISIT, NOON, attempt, 1, KEY);
    }

    private static Optional<Wanted> wanted(Want want) {
        return Optional.of(new Wanted(KEY, REQUEST, "p-1", "FOLLOW_UP", slot(NOON), want));
    }

    private static Known known(UUID key, State state, Instant start) {
        return new Known(
                key,
                REQUEST,
                "p-1",
                "FOLLOW_UP",
                slot(start),
                state,
                false,
                Optional.of("17"),
                Optional.of("Appointment/17").filter(_ -> state == State.HELD),
                state == State.HOLDING,
                NOON);
    }

    private static Slot slot(Instant start) {
        return new Slot("1", start, start.plus(Duration.ofMinutes(30)));
    }
}
