package org.scapula.planner.fhir.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.scapula.planner.fhir.cards.Card.Indicator;
import org.scapula.planner.fhir.cards.Card.Kind;
import org.scapula.planner.plan.PlanOnFile;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.scheduling.BookingState;
import org.scapula.planner.scheduling.Priority;
import org.scapula.planner.scheduling.RequestOnFile;
import org.scapula.planner.scheduling.RequestsOnFile.OpenWork;
import org.scapula.planner.scheduling.WorkKind;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.VisitStatus;
import org.scapula.planner.visit.VisitType;
import org.scapula.planner.week.Disposition;

/// What a card says, rule by rule.
class CardRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID ASSESSMENT = UUID.randomUUID();

    private static final Map<Priority, Duration> PATIENCE =
            Map.of(Priority.URGENT, Duration.ofMinutes(30), Priority.ROUTINE, Duration.ofDays(1));

    @Test
    void nobodyKnownIsSaid() {
        assertThat(kinds(knowing(List.of(), List.of(), List.of()))).containsExactly(Kind.NOBODY_KNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "URGENT, 8, CRITICAL",
        "URGENT, -1, CRITICAL",
        "ROUTINE, 100, INFO",
        "ROUTINE, 48, WARNING",
        "ROUTINE, 0, CRITICAL",
        "ROUTINE, -5, CRITICAL"
    })
    void theNearerTheEndOfTheWindowTheMoreItPresses(Priority priority, int hoursLeft, Indicator indicator) {
        var request = request(priority, BookingState.Name.REQUESTED, hoursLeft);

        var card = card(knowing(List.of(), List.of(request), List.of()), Kind.REQUEST_WITHOUT_VISIT);

        assertThat(card).map(Card::indicator).contains(indicator);
    }

    @ParameterizedTest
    @EnumSource(BookingState.Name.class)
    void onlyWhoIsBookedOrSeenOrCalledOffIsNotWaiting(BookingState.Name state) {
        var known = knowing(List.of(), List.of(request(Priority.URGENT, state, 8)), List.of());

        var settled = EnumSet.of(
                BookingState.Name.BOOKED,
                BookingState.Name.CONFIRMED,
                BookingState.Name.FULFILLED,
                BookingState.Name.CANCELLED);
        assertThat(card(known, Kind.REQUEST_WITHOUT_VISIT).isEmpty()).isEqualTo(settled.contains(state));
    }

    @ParameterizedTest
    @CsvSource({"URGENT, 9, CRITICAL", "ROUTINE, 9, WARNING", "URGENT, 7, ", "URGENT, 8, CRITICAL"})
    void aVisitAfterTheWindowIsTooLate(Priority priority, int startsInHours, Indicator indicator) {
        var visit = UUID.randomUUID();
        var request = request(priority, BookingState.Name.BOOKED, 8, Optional.of(visit));

        var card =
                card(knowing(List.of(), List.of(request), List.of(visit(visit, startsInHours))), Kind.VISIT_TOO_LATE);

        assertThat(card.map(Card::indicator)).isEqualTo(Optional.ofNullable(indicator));
    }

    @Test
    void aProposedTimeAfterTheWindowIsTooLateAndOneWithoutTimeIsNotTakenForGood() {
        var known = knowing(List.of(), List.of(request(Priority.ROUTINE, BookingState.Name.REQUESTED, 8)), List.of());

        var late = CardRules.cards(known, new Proposed(List.of(NOW.plus(Duration.ofHours(8))), 0));
        var inTime = CardRules.cards(known, new Proposed(List.of(NOW.plus(Duration.ofHours(7))), 0));
        var timeless = CardRules.cards(known, new Proposed(List.of(), 1));

        assertThat(late).extracting(Card::kind).contains(Kind.PROPOSED_TOO_LATE);
        assertThat(inTime).extracting(Card::kind).doesNotContain(Kind.PROPOSED_TOO_LATE);
        assertThat(timeless).extracting(Card::kind).contains(Kind.PROPOSED_WITHOUT_TIME);
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void aProposedTimeThatIsOverIsNotInTime(int secondsFromNow, boolean over) {
        var known = knowing(List.of(), List.of(request(Priority.ROUTINE, BookingState.Name.REQUESTED, 8)), List.of());

        var cards = CardRules.cards(known, new Proposed(List.of(NOW.plusSeconds(secondsFromNow)), 0));

        assertThat(cards.stream().anyMatch(card -> card.kind() == Kind.PROPOSED_IS_OVER))
                .isEqualTo(over);
    }

    @ParameterizedTest
    @CsvSource({"CONFIRMED, 7, false", "CONFIRMED, 9, true", "BOOKED, 7, true"})
    void anotherVisitAfterOneThatIsCertainAndInTimeIsNotTooLate(BookingState.Name state, int starts, boolean told) {
        var visit = UUID.randomUUID();
        var request = request(Priority.ROUTINE, state, 8, Optional.of(visit));
        var known = knowing(List.of(), List.of(request), List.of(visit(visit, starts)));

        var cards = CardRules.cards(known, new Proposed(List.of(NOW.plus(Duration.ofDays(9))), 0));

        assertThat(cards.stream().anyMatch(card -> card.kind() == Kind.PROPOSED_TOO_LATE))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, CRITICAL", "URGENT, CRITICAL", ", CRITICAL", "ROUTINE_CLINICIAN, WARNING"})
    void whoWasStoppedIsTheGraverTheLessIsKnown(Disposition judged, Indicator indicator) {
        var known = knowing(List.of(stopped(Optional.ofNullable(judged))), List.of(), List.of());

        assertThat(card(known, Kind.PLAN_STOPPED)).map(Card::indicator).contains(indicator);
    }

    @ParameterizedTest
    @CsvSource({"URGENT, CRITICAL", "ROUTINE_CLINICIAN, WARNING", "SELF_CARE, ", "EMERGENCY, "})
    void whoeverTriageSendsIsAskedFor(Disposition held, Indicator indicator) {
        var known = judged(held, List.of(), NOW.plus(Duration.ofDays(7)), List.of());

        assertThat(card(known, Kind.JUDGED_WITHOUT_REQUEST).map(Card::indicator))
                .isEqualTo(Optional.ofNullable(indicator));
    }

    @Test
    void aRequestThatWasCalledOffDoesNotCountAsAskedFor() {
        var cancelled = request(Priority.URGENT, BookingState.Name.CANCELLED, 8);
        var open = request(Priority.URGENT, BookingState.Name.REQUESTED, 8);

        assertThat(card(judged(Disposition.URGENT, List.of(cancelled), NOW, List.of()), Kind.JUDGED_WITHOUT_REQUEST))
                .isPresent();
        assertThat(card(judged(Disposition.URGENT, List.of(open), NOW, List.of()), Kind.JUDGED_WITHOUT_REQUEST))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = BookingState.Name.class,
            names = {"REQUESTED", "OFFERED", "CONFIRMED", "FULFILLED"})
    void aVisitThatWasAskedForAsRoutineDoesNotCountOnceAClinicianSaysUrgent(BookingState.Name state) {
        var routine = request(Priority.ROUTINE, state, 240);

        var card = card(
                judged(reviewed(Disposition.ROUTINE_CLINICIAN, Disposition.URGENT), List.of(routine)),
                Kind.JUDGED_WITHOUT_REQUEST);

        assertThat(card).map(Card::indicator).contains(Indicator.CRITICAL);
        assertThat(card)
                .map(Card::summary)
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("a clinician's review", "routine")
                        .hasSizeLessThan(140));
        assertThat(card)
                .map(Card::detail)
                .hasValueSatisfying(said -> assertThat(said).contains("A clinician said.", "Examine them."));
    }

    @ParameterizedTest
    @CsvSource({"URGENT, ROUTINE_CLINICIAN", "ROUTINE_CLINICIAN, SELF_CARE"})
    void whoWasAskedForAsMorePressingThanAClinicianFindsItIsAskedFor(Disposition said, Disposition held) {
        var asked =
                request(said == Disposition.URGENT ? Priority.URGENT : Priority.ROUTINE, BookingState.Name.BOOKED, 8);

        assertThat(kinds(judged(reviewed(said, held), List.of(asked)))).doesNotContain(Kind.JUDGED_WITHOUT_REQUEST);
    }

    @Test
    void whatTriageNoLongerHasIsSaidEvenWhereItHasNewerAnswers() {
        var newer =
                new Said(Optional.of(assessment(Disposition.SELF_CARE, NOW, List.of())), Optional.empty(), true, false);
        var known = new Known(NOW.atZone(ZoneOffset.UTC), PATIENCE, List.of(), List.of(), List.of(), List.of(), newer);

        assertThat(card(known, Kind.ASSESSMENT_GONE)).map(Card::indicator).contains(Indicator.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, CRITICAL", "URGENT, WARNING", "ROUTINE_CLINICIAN, "})
    void aMilderAnswerTakesNothingBack(Disposition before, Indicator indicator) {
        var card = card(milderSince(assessment(before, NOW, List.of())), Kind.GRAVER_SHORTLY_BEFORE);

        assertThat(card.map(Card::indicator)).isEqualTo(Optional.ofNullable(indicator));
        assertThat(card.stream()).allSatisfy(said -> {
            assertThat(said.summary()).startsWith("Triage said").hasSizeLessThan(140);
            assertThat(said.detail()).contains("2026-11-23 10:00", "What triage said.", "Do this now.");
            assertThat(said.about()).map(Card.About::id).contains(ASSESSMENT);
        });
    }

    @ParameterizedTest
    @CsvSource({"SELF_CARE, EMERGENCY, CRITICAL", "ROUTINE_CLINICIAN, URGENT, WARNING", "EMERGENCY, SELF_CARE, "})
    void whatAClinicianSaidOfTheOlderAnswersCounts(Disposition said, Disposition held, Indicator indicator) {
        var card = card(milderSince(reviewed(said, held)), Kind.GRAVER_SHORTLY_BEFORE);

        assertThat(card.map(Card::indicator)).isEqualTo(Optional.ofNullable(indicator));
        assertThat(card.stream()).allSatisfy(one -> {
            assertThat(one.summary()).startsWith("A clinician's review said").hasSizeLessThan(140);
            assertThat(one.detail()).contains("A clinician said.", "Examine them.");
        });
    }

    private static Known milderSince(TriageAssessment before) {
        var newest = Optional.of(assessment(Disposition.SELF_CARE, NOW.plus(Duration.ofDays(7)), List.of()));
        return new Known(
                NOW.atZone(ZoneOffset.UTC),
                PATIENCE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Said(newest, Optional.of(before), false, false));
    }

    @Test
    void whatOnlyTriageKnowsIsNotNothing() {
        var said =
                new Said(Optional.of(assessment(Disposition.URGENT, NOW, List.of())), Optional.empty(), false, false);
        var known = new Known(NOW.atZone(ZoneOffset.UTC), PATIENCE, List.of(), List.of(), List.of(), List.of(), said);

        assertThat(kinds(known)).contains(Kind.JUDGED_WITHOUT_REQUEST).doesNotContain(Kind.NOBODY_KNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM_DIFFERS, true, CRITICAL",
        "SYSTEM_DIFFERS, false, WARNING",
        "UNCONFIRMED, true, CRITICAL",
        "UNCONFIRMED, false, WARNING",
        "OUTCOME_MISSING, true, CRITICAL",
        "OUTCOME_MISSING, false, WARNING"
    })
    void aVisitThatIsNotCertainIsNotTakenForOne(WorkKind work, boolean urgent, Indicator indicator) {
        var request = request(
                urgent ? Priority.URGENT : Priority.ROUTINE,
                BookingState.Name.BOOKED,
                100,
                Optional.of(UUID.randomUUID()));

        var card = card(working(request, work(work, Optional.of(request.id()), urgent)), Kind.valueOf(work.name()));

        assertThat(card).map(Card::indicator).contains(indicator);
        assertThat(card.orElseThrow().about()).map(Card.About::id).contains(request.id());
    }

    @ParameterizedTest
    @CsvSource({"true, CRITICAL", "false, WARNING"})
    void whatWasCalledOffIsToldUntilSomebodyHasAskedAfterThePerson(boolean urgent, Indicator indicator) {
        var request = request(urgent ? Priority.URGENT : Priority.ROUTINE, BookingState.Name.CANCELLED, 100);

        var card = card(working(request, work(WorkKind.CANCELLED, Optional.of(request.id()), urgent)), Kind.CANCELLED);

        assertThat(card).map(Card::indicator).contains(indicator);
        assertThat(card).map(Card::detail).contains(WorkKind.CANCELLED.mustDo());
        assertThat(card.orElseThrow().about()).map(Card.About::id).contains(request.id());
    }

    /// Also where somebody has taken it off the work list.
    @ParameterizedTest
    @CsvSource({
        "BOOKED, URGENT, 1, UNCONFIRMED, ",
        "BOOKED, URGENT, 0, UNCONFIRMED, CRITICAL",
        "BOOKED, ROUTINE, 0, UNCONFIRMED, WARNING",
        "CONFIRMED, URGENT, 0, UNCONFIRMED, ",
        "BOOKED, URGENT, 0, OUTCOME_MISSING, ",
        "BOOKED, ROUTINE, -1, OUTCOME_MISSING, WARNING",
        "CONFIRMED, URGENT, -1, OUTCOME_MISSING, CRITICAL",
        "FULFILLED, URGENT, -1, OUTCOME_MISSING, ",
        "NO_SHOW, URGENT, -1, OUTCOME_MISSING, "
    })
    void whatNobodySaidOfAVisitIsNotForgotten(
            BookingState.Name state, Priority priority, int startsInHours, Kind kind, Indicator indicator) {
        var visit = UUID.randomUUID();
        var request = request(priority, state, 100, Optional.of(visit));

        var card = card(knowing(List.of(), List.of(request), List.of(visit(visit, startsInHours))), kind);

        assertThat(card.map(Card::indicator)).isEqualTo(Optional.ofNullable(indicator));
    }

    @ParameterizedTest
    @CsvSource({
        "URGENT, PT29M, ",
        "URGENT, PT30M, CRITICAL",
        "URGENT, PT2H, CRITICAL",
        "ROUTINE, PT2H, ",
        "ROUTINE, PT24H, WARNING"
    })
    void whatIsNotConfirmedInTimeIsToldWhateverIsDoneOnTheWorkList(
            Priority priority, Duration waiting, Indicator indicator) {
        var visit = UUID.randomUUID();
        var request = request(priority, BookingState.Name.BOOKED, 100, Optional.of(visit), NOW.minus(waiting));

        var card = card(knowing(List.of(), List.of(request), List.of(visit(visit, 30))), Kind.UNCONFIRMED);

        assertThat(card.map(Card::indicator)).isEqualTo(Optional.ofNullable(indicator));
    }

    @Test
    void whatIsOnTheWorkListTooIsSaidOnce() {
        var visit = UUID.randomUUID();
        var request = request(Priority.URGENT, BookingState.Name.CONFIRMED, 100, Optional.of(visit));
        var work = work(WorkKind.OUTCOME_MISSING, Optional.of(request.id()), true);

        var known = new Known(
                NOW.atZone(ZoneOffset.UTC),
                PATIENCE,
                List.of(),
                List.of(request),
                List.of(visit(visit, -1)),
                List.of(work),
                Said.NOTHING);

        assertThat(kinds(known)).containsOnlyOnce(Kind.OUTCOME_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"NO_SLOT_IN_WINDOW, WARNING", "DECLINED, WARNING", "UNANSWERED, INFO"})
    void whatNobodyCanTakeInTimePresses(WorkKind work, Indicator indicator) {
        var request = request(Priority.ROUTINE, BookingState.Name.REQUESTED, 100);
        var other = work(work, Optional.of(UUID.randomUUID()), false);

        var ours = card(working(request, work(work, Optional.of(request.id()), false)), Kind.REQUEST_WITHOUT_VISIT);

        assertThat(ours).map(Card::indicator).contains(indicator);
        assertThat(card(working(request, other), Kind.REQUEST_WITHOUT_VISIT))
                .map(Card::indicator)
                .contains(Indicator.INFO);
    }

    private static OpenWork work(WorkKind kind, Optional<UUID> request, boolean urgent) {
        return new OpenWork(kind, request, ASSESSMENT, NOW.minus(Duration.ofHours(1)), urgent);
    }

    private static Known working(RequestOnFile request, OpenWork work) {
        return new Known(
                NOW.atZone(ZoneOffset.UTC),
                PATIENCE,
                List.of(),
                List.of(request),
                List.of(),
                List.of(work),
                Said.NOTHING);
    }

    @Test
    void anEmergencyIsSaidFirst() {
        var known = judged(Disposition.EMERGENCY, List.of(), NOW, List.of("feverish"));

        var cards = CardRules.cards(known, Proposed.NONE);

        assertThat(cards.getFirst().kind()).isEqualTo(Kind.EMERGENCY);
        assertThat(cards.getFirst().indicator()).isEqualTo(Indicator.CRITICAL);
        assertThat(cards).extracting(Card::kind).contains(Kind.WARNING_QUESTIONS_OPEN);
    }

    @Test
    void anEmergencyOnTheWorkListIsToldWithoutGuessingHowItCameThere() {
        var visit = UUID.randomUUID();
        var older = request(Priority.ROUTINE, BookingState.Name.CONFIRMED, 100, Optional.of(visit));
        var known = new Known(
                NOW.atZone(ZoneOffset.UTC),
                PATIENCE,
                List.of(stopped(Optional.of(Disposition.EMERGENCY))),
                List.of(older),
                List.of(visit(visit, 30)),
                List.of(work(WorkKind.EMERGENCY, Optional.empty(), false)),
                Said.NOTHING);

        var card = card(known, Kind.EMERGENCY).orElseThrow();

        assertThat(card.indicator()).isEqualTo(Indicator.CRITICAL);
        assertThat(card.detail())
                .contains("since 2026-11-23 09:00", WorkKind.EMERGENCY.mustDo())
                .doesNotContain("None was booked", "asked for a visit");
        assertThat(card.about()).contains(new Card.About("The answers", "QuestionnaireResponse", ASSESSMENT));
    }

    @ParameterizedTest
    @CsvSource({"100, false", "101, true"})
    void whatIsLeftOutIsNotLeftOutInSilence(int open, boolean told) {
        var requests = Stream.generate(() -> request(Priority.ROUTINE, BookingState.Name.NO_SHOW, 8))
                .limit(open)
                .toList();

        var card = card(knowing(List.of(), requests, List.of()), Kind.NOT_ALL_TOLD);

        assertThat(card.isPresent()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"49, false", "50, true"})
    void workThatIsLeftOutIsNotLeftOutInSilence(int open, boolean told) {
        var work = Stream.generate(() -> work(WorkKind.UNANSWERED, Optional.of(UUID.randomUUID()), false))
                .limit(open)
                .toList();
        var known =
                new Known(NOW.atZone(ZoneOffset.UTC), PATIENCE, List.of(), List.of(), List.of(), work, Said.NOTHING);

        assertThat(card(known, Kind.NOT_ALL_TOLD).isPresent()).isEqualTo(told);
    }

    @Test
    void aReviewIsDueOnItsDay() {
        var due = judged(Disposition.SELF_CARE, List.of(), NOW, List.of());
        var later = judged(Disposition.SELF_CARE, List.of(), NOW.plus(Duration.ofDays(1)), List.of());

        assertThat(card(due, Kind.REVIEW_DUE)).isPresent();
        assertThat(card(later, Kind.REVIEW_DUE)).isEmpty();
    }

    @Test
    void everySummaryIsShorterThanASystemShows() {
        var visit = UUID.randomUUID();
        var known = new Known(
                NOW.atZone(ZoneOffset.UTC),
                PATIENCE,
                List.of(stopped(Optional.empty())),
                List.of(
                        request(Priority.URGENT, BookingState.Name.REQUESTED, 8),
                        request(Priority.ROUTINE, BookingState.Name.BOOKED, 8, Optional.of(visit))),
                List.of(visit(visit, 20)),
                Stream.of(WorkKind.values())
                        .map(kind -> work(kind, Optional.of(ASSESSMENT), true))
                        .toList(),
                new Said(
                        Optional.of(assessment(Disposition.EMERGENCY, NOW, List.of("feverish"))),
                        Optional.of(assessment(Disposition.EMERGENCY, NOW, List.of())),
                        true,
                        true));

        var cards = CardRules.cards(known, new Proposed(List.of(NOW.plus(Duration.ofDays(9))), 1));

        assertThat(cards).hasSizeGreaterThan(7).allMatch(card -> card.summary().length() < 140);
        assertThat(cards).isSortedAccordingTo((one, other) -> one.indicator().compareTo(other.indicator()));
    }

    private static List<Kind> kinds(Known known) {
        return CardRules.cards(known, Proposed.NONE).stream().map(Card::kind).toList();
    }

    private static Optional<Card> card(Known known, Kind kind) {
        return CardRules.cards(known, Proposed.NONE).stream()
                .filter(card -> card.kind() == kind)
                .findFirst();
    }

    private static Known knowing(List<PlanOnFile> plans, List<RequestOnFile> requests, List<Visit> visits) {
        return new Known(NOW.atZone(ZoneOffset.UTC), PATIENCE, plans, requests, visits, List.of(), Said.NOTHING);
    }

    private static Known judged(
            Disposition held, List<RequestOnFile> requests, Instant review, List<String> openQuestions) {
        return new Known(
                NOW.atZone(ZoneOffset.UTC),
                PATIENCE,
                List.of(plan(Optional.empty(), Optional.empty())),
                requests,
                List.of(),
                List.of(),
                new Said(Optional.of(assessment(held, review, openQuestions)), Optional.empty(), false, false));
    }

    private static Known judged(TriageAssessment newest, List<RequestOnFile> requests) {
        return new Known(
                NOW.atZone(ZoneOffset.UTC),
                PATIENCE,
                List.of(),
                requests,
                List.of(),
                List.of(),
                new Said(Optional.of(newest), Optional.empty(), false, false));
    }

    private static PlanOnFile stopped(Optional<Disposition> judged) {
        return plan(Optional.of("You need to see a doctor today."), judged);
    }

    private static PlanOnFile plan(Optional<String> stopped, Optional<Disposition> judged) {
        return new PlanOnFile(
                UUID.randomUUID(),
                "p-1",
                ASSESSMENT,
                LocalDate.of(2026, 11, 23),
                LocalDate.of(2026, 11, 29),
                NOW,
                NOW,
                stopped.isPresent() ? PlanOnFile.State.FROZEN : PlanOnFile.State.ACTIVE,
                stopped,
                judged,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    private static RequestOnFile request(Priority priority, BookingState.Name state, int hoursLeft) {
        return request(priority, state, hoursLeft, Optional.empty());
    }

    private static RequestOnFile request(
            Priority priority, BookingState.Name state, int hoursLeft, Optional<UUID> visit) {
        return request(priority, state, hoursLeft, visit, NOW);
    }

    private static RequestOnFile request(
            Priority priority, BookingState.Name state, int hoursLeft, Optional<UUID> visit, Instant since) {
        return new RequestOnFile(
                UUID.randomUUID(),
                "p-1",
                ASSESSMENT,
                priority,
                "INITIAL_ASSESSMENT",
                state,
                NOW.minus(Duration.ofDays(3)),
                NOW.plus(Duration.ofHours(hoursLeft)),
                false,
                "[]",
                since,
                visit,
                Optional.empty(),
                false,
                NOW,
                NOW,
                1);
    }

    private static Visit visit(UUID id, int startsInHours) {
        var start = NOW.plus(Duration.ofHours(startsInHours));
        return new Visit(
                id,
                UUID.randomUUID(),
                "north",
                "p-1",
                "practitioner-1",
                VisitType.INITIAL_ASSESSMENT,
                start,
                start.plus(Duration.ofMinutes(30)),
                ZoneOffset.UTC,
                VisitStatus.BOOKED,
                Optional.empty(),
                0,
                Optional.empty(),
                NOW,
                NOW);
    }

    private static TriageAssessment assessment(Disposition held, Instant review, List<String> openQuestions) {
        return assessment(held, Optional.empty(), Optional.empty(), review, openQuestions);
    }

    /// Triage said one thing, and a clinician another.
    private static TriageAssessment reviewed(Disposition said, Disposition held) {
        var words = new TriageAssessment.Review(
                UUID.randomUUID(), Optional.of(NOW), Optional.of("A clinician said."), List.of("Examine them."));
        return assessment(said, Optional.of(held), Optional.of(words), NOW.plus(Duration.ofDays(7)), List.of());
    }

    private static TriageAssessment assessment(
            Disposition said,
            Optional<Disposition> held,
            Optional<TriageAssessment.Review> review,
            Instant reviewDate,
            List<String> openQuestions) {
        return new TriageAssessment(
                ASSESSMENT,
                "p-1",
                "What triage said.",
                said,
                held,
                review,
                List.of("Do this now."),
                List.of(),
                LocalDate.ofInstant(reviewDate, ZoneOffset.UTC),
                "",
                NOW,
                new TriageAssessment.RuleSet("1", "00"),
                openQuestions,
                Optional.empty(),
                Optional.empty());
    }
}
