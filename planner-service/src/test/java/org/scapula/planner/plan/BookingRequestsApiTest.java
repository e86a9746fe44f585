package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.scheduling.Sweeping;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// From a triage answer to a booked visit, and back.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class BookingRequestsApiTest {

    private static final Duration SOON = Duration.ofHours(3);
    private static final Duration LATE = Duration.ofHours(60);

    private final CircuitBreakerMaintenance breakers;
    private final Room room;
    private final Sweeping sweeping;

    BookingRequestsApiTest(CircuitBreakerMaintenance breakers, Room room, Sweeping sweeping) {
        this.breakers = breakers;
        this.room = room;
        this.sweeping = sweeping;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    // ---- asking

    @Test
    void whatTriageSaysIsRoutineIsToBeSeenInTheTimeFrameOfItsRule() {
        var assessment = routine();

        var answer = Booking.ask(assessment);

        answer.then()
                .statusCode(201)
                .header("Location", startsWith("/v1/booking-requests/"))
                .header("ETag", notNullValue())
                .body("state", equalTo("REQUESTED"))
                .body("priority", equalTo("ROUTINE"))
                .body("patient", equalTo(Assessed.patient(assessment)))
                .body("window.overdue", equalTo(false))
                .body("window.why.ruleId", contains("B04"))
                .body("possibleMoves", hasItems("OFFER", "NO_SLOTS", "HOLD", "BOOK", "CANCEL", "DECLINE"));
        assertThat(Instant.parse(answer.path("window.until")))
                .isEqualTo(Instant.parse(assessment.path("assessedAt").asText()).plus(7, ChronoUnit.DAYS));
        assertThat(told(idOf(answer))).containsExactly("booking-request.created");
    }

    @Test
    void whatIsUrgentIsToBeSeenToday() {
        var answer = Booking.ask(Assessed.urgent());

        answer.then().statusCode(201).body("priority", equalTo("URGENT")).body("window.why.ruleId", contains("B01"));
        assertThat(Instant.parse(answer.path("window.until"))).isEqualTo(endOfToday());
    }

    @Test
    void whatIsUrgentSinceYesterdayIsOverdueAndOnTheWorkList() {
        var assessment = Assessed.urgent()
                .put("assessedAt", Instant.now().minus(1, ChronoUnit.DAYS).toString());

        var answer = Booking.ask(assessment);

        answer.then()
                .statusCode(201)
                .body("window.overdue", equalTo(true))
                .body("window.why.ruleId", contains("B01", "B10"));
        assertThat(onTheWorkList(Assessed.patient(assessment))).containsExactly("ASKED_LATE");
        assertThat(told(idOf(answer))).containsExactly("booking-request.created", "booking-request.attention");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "clinician"})
    void anEmergencyIsNeverBookedAndAHumanIsToldAtOnce(String who) {
        var assessment = Assessed.emergency();
        var patient = Assessed.patient(assessment);
        var token = who.equals("patient") ? Tokens.patient(patient) : Tokens.clinician();
        var key = Booking.key();

        var answer = Booking.ask(assessment, token, key);
        var again = Booking.ask(assessment, token, key);
        var andAgain = Booking.ask(assessment, token, Booking.key());

        answer.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:emergency"))
                .body("headline", equalTo(assessment.path("headline").asText()))
                .body("doNow", hasSize(assessment.path("doNow").size()))
                .body("disposition", equalTo("EMERGENCY"));
        assertThat(again.asString()).isEqualTo(answer.asString());
        andAgain.then().statusCode(409);
        assertThat(onTheWorkList(patient)).containsExactly("EMERGENCY");
        var item = workOf(patient).getFirst();
        assertThat(told(item.path("id").asText())).containsExactly("emergency.raised");
        assertThat(requestsOf(patient)).isEmpty();
    }

    @Test
    void whoeverWasStoppedByAnEmergencyOnTheWayIsNotBookedByAnOlderAnswer() {
        var assessment = frozenWith(Assessed.emergency());

        Booking.ask(assessment)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:emergency"))
                .body("doNow", not(empty()));
        assertThat(onTheWorkList(Assessed.patient(assessment))).containsExactly("EMERGENCY");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverIsAnEmergencyByTheirNewestAnswersIsNotBookedByOlderOnes(boolean byThePatient) {
        var older = routine();
        var newer = since(older, Assessed.emergency());
        Neighbours.alsoHas(newer);

        var answer = asked(older, byThePatient);

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:emergency"))
                .body("headline", equalTo(newer.path("headline").asText()))
                .body("doNow", hasItem(newer.at("/doNow/0").asText()))
                .body("assessmentId", equalTo(Assessed.id(newer)));
        assertThat(emergenciesOf(older)).containsExactly(Assessed.id(newer));

        doneWith(Assessed.patient(older));
        Booking.ask(older).then().statusCode(201).body("assessmentId", equalTo(Assessed.id(older)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEmergencyThatAClinicianRaisesAgainIsToldAgain(boolean byThePatient) {
        var older = routine();
        var newer = since(older, Assessed.emergency());
        Neighbours.alsoHas(newer);
        asked(older, byThePatient).then().statusCode(409);
        doneWith(Assessed.patient(older));
        Neighbours.alsoHas(Assessed.reviewed(newer, "EMERGENCY"));

        asked(older, byThePatient).then().statusCode(409).body("assessmentId", equalTo(Assessed.id(newer)));

        assertThat(emergenciesOf(older)).containsExactly(Assessed.id(newer));
        doneWith(Assessed.patient(older));
        asked(older, byThePatient).then().statusCode(201).body("assessmentId", equalTo(Assessed.id(older)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverIsUrgentByTheirNewestAnswersIsSeenTodayWithOlderOnesToo(boolean byThePatient) {
        var older = routine();
        var newer = since(older, Assessed.urgent());
        Neighbours.alsoHas(newer);

        asked(older, byThePatient)
                .then()
                .statusCode(201)
                .body("priority", equalTo("URGENT"))
                .body("assessmentId", equalTo(Assessed.id(newer)))
                .body("window.why.ruleId", contains("B01"));
    }

    @Test
    void newerAnswersThatAreMilderTakeNoVisitAway() {
        var older = routine();
        Neighbours.alsoHas(since(older, Assessed.selfCare()));

        Booking.ask(older).then().statusCode(201).body("assessmentId", equalTo(Assessed.id(older)));
    }

    @Test
    void whereNobodyKnowsTheNewestAnswersThereIsNoGuess() {
        Neighbours.answersStatus("triage-list", 500);

        Booking.ask(routine()).then().statusCode(503).header("Retry-After", notNullValue());
    }

    @Test
    void anEmergencyIsToldThoughNobodyKnowsTheNewestAnswers() {
        var emergency = Assessed.emergency();
        Neighbours.answersStatus("triage-list", 500);

        Booking.ask(emergency).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(emergenciesOf(emergency)).containsExactly(Assessed.id(emergency));
    }

    @Test
    void anEmergencyOfWhichNobodyCanReadMoreIsToldAsWell() {
        var older = routine();
        var gone = UUID.randomUUID();
        Neighbours.says("triage-list", """
                {"assessments": [{"id": "%s", "assessedAt": "%s", "effectiveDisposition": "EMERGENCY"}]}""".formatted(gone, Instant.now().plusSeconds(1)));

        Booking.ask(older)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:emergency"))
                .body("assessmentId", equalTo(gone.toString()));

        assertThat(emergenciesOf(older)).containsExactly(gone.toString());
    }

    @Test
    void anEmergencyNeedsNoTimeFrame() {
        var emergency = Assessed.emergency();
        emergency.remove("howFast");

        Booking.ask(emergency).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(emergenciesOf(emergency)).containsExactly(Assessed.id(emergency));
    }

    private static Response asked(JsonNode assessment, boolean byThePatient) {
        return byThePatient ? Booking.ask(assessment) : Booking.ask(assessment, Tokens.clinician(), Booking.key());
    }

    private static ObjectNode since(JsonNode older, ObjectNode newer) {
        return newer.put("patient", Assessed.patient(older))
                .put(
                        "assessedAt",
                        Instant.parse(older.path("assessedAt").asText())
                                .plusSeconds(1)
                                .toString());
    }

    private static List<String> emergenciesOf(JsonNode assessment) {
        return workOf(Assessed.patient(assessment)).stream()
                .filter(item -> item.path("kind").asText().equals("EMERGENCY"))
                .map(item -> item.path("assessmentId").asText())
                .toList();
    }

    @Test
    void nobodyGetsAroundAnEmergencyWithAnAnswerFromBeforeItUntilTheClinicHasSeenToIt() {
        var before =
                routine().put("assessedAt", Instant.now().minusSeconds(3600).toString());
        var emergency = Assessed.emergency().put("patient", Assessed.patient(before));
        Booking.ask(emergency).then().statusCode(409);

        Booking.ask(before)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:emergency"))
                .body("doNow", not(empty()));

        var item = workOf(Assessed.patient(before)).getFirst().path("id").asText();
        done(item, "*", Tokens.clinician()).then().statusCode(200);
        Booking.ask(before).then().statusCode(201);
    }

    @Test
    void anOlderRequestWaitsUntilTheClinicHasSeenToAnEmergency() {
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var offered = Booking.after(routine()).moved(Booking.offer(slot));
        String chosen = offered.slots().path("slots[0].id");
        Booking.ask(Assessed.emergency().put("patient", offered.patient()))
                .then()
                .statusCode(409);

        var answers = triedWith(offered, chosen, slot);

        assertThat(answers).allSatisfy(BookingRequestsApiTest::tellsOfAnEmergency);
        doneWith(offered.patient());
        offered.choose(chosen).then().statusCode(200).body("state", equalTo("BOOKED"));
    }

    @Test
    void anEmergencyThatStopsAPlanStopsOlderRequestsTooAndAHumanIsToldAtOnce() {
        var before = Assessed.selfCare();
        var plan = Wish.fromToday(before).post().header("Location");
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var offered = Booking.after(routine().put("patient", Assessed.patient(before)))
                .moved(Booking.offer(slot));
        String chosen = offered.slots().path("slots[0].id");
        stops(plan, Assessed.emergency().put("patient", offered.patient()));

        var answers = triedWith(offered, chosen, slot);

        assertThat(answers).allSatisfy(BookingRequestsApiTest::tellsOfAnEmergency);
        assertThat(onTheWorkList(offered.patient())).containsExactly("EMERGENCY");
        assertThat(told(workOf(offered.patient()).getFirst().path("id").asText()))
                .containsExactly("emergency.raised");
        doneWith(offered.patient());
        offered.choose(chosen).then().statusCode(200).body("state", equalTo("BOOKED"));
    }

    /// Told before the request is made, and seen only after it.
    @Test
    void anEmergencyOfTheSameMomentStopsTheRequestTooOnceItIsSeen() throws SQLException {
        var assessment = routine();
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute(
                    "insert into planner.work_item (id, clinic, patient, kind, rank, assessment, since, version)"
                            + " values (gen_random_uuid(), 'north', '" + Assessed.patient(assessment)
                            + "', 'EMERGENCY', 0, gen_random_uuid(), '" + Instant.now() + "', 1)");
            var asked = Booking.after(assessment);
            operator.commit();

            var answer = asked.move(Booking.offer(slot));

            tellsOfAnEmergency(answer);
            doneWith(asked.patient());
            asked.does(Booking.offer(slot));
        }
    }

    private static List<Response> triedWith(Booking offered, String chosen, String slot) {
        return List.of(
                offered.choose(chosen),
                offered.move(Booking.withSlot("BOOK", slot)),
                offered.move(Booking.withSlot("HOLD", slot)),
                offered.move(Booking.offer(slot)));
    }

    private static void tellsOfAnEmergency(Response answer) {
        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:emergency"))
                .body("doNow", not(empty()));
    }

    @Test
    void whoeverWasStoppedByWhatIsUrgentIsSeenToday() {
        var assessment = frozenWith(Assessed.urgent());

        Booking.ask(assessment)
                .then()
                .statusCode(201)
                .body("priority", equalTo("URGENT"))
                .body("window.why.ruleId", contains("B02"));
    }

    @Test
    void whoeverWasStoppedOnAnEarlierDayByWhatIsUrgentIsLate() throws SQLException {
        var assessment = frozenWith(Assessed.urgent())
                .put("assessedAt", Instant.now().minus(4, ChronoUnit.DAYS).toString());
        wasStoppedThreeDaysAgo(Assessed.patient(assessment));

        var answer = Booking.ask(assessment);

        answer.then()
                .statusCode(201)
                .body("window.overdue", equalTo(true))
                .body("window.why.ruleId", contains("B02", "B10"));
        assertThat(onTheWorkList(Assessed.patient(assessment))).containsExactly("ASKED_LATE");
    }

    @Test
    void whatStopsSomebodyLaterIsNotHiddenBehindWhatWasGraverBefore() {
        var before = Assessed.selfCare();
        var plan = Wish.fromToday(before).post().header("Location");
        stops(plan, Assessed.emergency().put("patient", Assessed.patient(before)));
        doneWith(Assessed.patient(before));
        var routine = routine().put("patient", Assessed.patient(before));
        var selfCare = Assessed.selfCare().put("patient", Assessed.patient(before));
        Neighbours.answersStatus("triage-judgement", 500);
        tellsOfSomethingNew(plan, Assessed.patient(before)).then().statusCode(503);

        var answers = List.of(Booking.ask(routine), Booking.ask(selfCare));

        assertThat(answers)
                .allSatisfy(answer -> answer.then()
                        .statusCode(201)
                        .body("priority", equalTo("URGENT"))
                        .body("window.why.ruleId", contains("B02")));
    }

    @Test
    void selfCareNeedsNoVisitUntilAPlanSaysSo() throws SQLException {
        var assessment = Assessed.selfCare();
        Booking.ask(assessment)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:visit-not-needed"))
                .body("getHelpAgain", notNullValue())
                .body("after", nullValue());
        var plan = Wish.fromToday(assessment).post().header("Location");
        Booking.ask(assessment).then().statusCode(409).body("after", notNullValue());
        proposes(plan, LocalDate.now(ZoneOffset.UTC), 4);

        var answer = Booking.ask(assessment);

        answer.then().statusCode(201).body("priority", equalTo("ROUTINE")).body("window.why.ruleId", contains("B06"));
    }

    @Test
    void aClinicianMayAskForWhoeverLooksAfterThemselves() {
        var assessment = Assessed.selfCare();

        Booking.ask(assessment, Tokens.clinician(), Booking.key())
                .then()
                .statusCode(201)
                .body("window.why.ruleId", contains("B07"));
    }

    @Test
    void whatAClinicianSaysOfAnAnswerHolds() {
        var raised = Assessed.reviewed(Assessed.selfCare(), "URGENT");
        var lowered = Assessed.reviewed(Assessed.urgent(), "ROUTINE_CLINICIAN");
        var emergency = Assessed.reviewed(routine(), "EMERGENCY");

        Booking.ask(raised).then().statusCode(201).body("window.why.ruleId", contains("B01", "B08"));
        Booking.ask(lowered).then().statusCode(201).body("priority", equalTo("ROUTINE"));
        Booking.ask(emergency).then().statusCode(409).body("headline", containsString("A clinician says"));
    }

    @Test
    void nobodyChoosesHowPressingItIs() {
        var assessment = routine();
        Neighbours.says("triage", assessment.toString());
        var body = Booking.wanted(assessment).replace("}", ", \"priority\": \"URGENT\"}");

        Booking.post(Booking.ALL, body, Tokens.clinician(), Booking.key())
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/priority"));
    }

    @Test
    void withoutTriageThereIsNoRequestAndTheNextTryIsANewOne() {
        var assessment = routine();
        var token = Tokens.patient(Assessed.patient(assessment));
        var key = Booking.key();
        Neighbours.answersStatus("triage", 500);
        Booking.post(Booking.ALL, Booking.wanted(assessment), token, key)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());

        Booking.ask(assessment, token, key).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "\"-P1D\"", "\"P1Y\"", "null", "7"})
    void aTimeFrameThatCannotBeReadIsNoAnswerAndNoLongOne(String within) {
        var assessment = routine();
        assessment.set("howFast", Wish.json("{\"within\": " + within + "}"));

        Booking.ask(assessment).then().statusCode(503);
    }

    @Test
    void anAssessmentOfSomebodyElseIsNotKnown() {
        var assessment = routine();

        Booking.ask(assessment, Tokens.patient("p-0"), Booking.key())
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/assessmentId"));
    }

    @Test
    void thereIsOneOpenRequestForAnAssessment() {
        var assessment = routine();
        var first = Booking.after(assessment);

        Booking.ask(assessment)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:already-requested"))
                .body("id", equalTo(first.id()));
        first.cancel("DUPLICATE").then().statusCode(200);
        Booking.ask(assessment).then().statusCode(201);
    }

    // ---- once

    @Test
    void theSameKeyAndBodyHaveTheSameAnswer() {
        var assessment = routine();
        var token = Tokens.patient(Assessed.patient(assessment));
        var key = Booking.key();

        var first = Booking.ask(assessment, token, key);
        var again = Booking.ask(assessment, token, '"' + key + '"');

        first.then().statusCode(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(requestsOf(Assessed.patient(assessment))).hasSize(1);
    }

    @Test
    void whatWasAnsweredIsForgottenAfterTwoDaysAlsoWhereThePersonAsksForNothingMore() throws SQLException {
        var kept = Booking.after(routine());
        var old = Booking.after(routine());
        set("update planner.idempotent_answer set created_at = now() - interval '49 hours' where patient = '"
                + old.patient() + "'");

        sweeping.tidies();

        assertThat(List.of(answersTo(kept), answersTo(old))).containsExactly(1, 0);
    }

    private static int answersTo(Booking booking) throws SQLException {
        try (var operator = TestDatabase.running().asOperator()) {
            return Room.count(
                    operator,
                    "select count(*) from planner.idempotent_answer where patient = '" + booking.patient() + "'");
        }
    }

    @Test
    void aKeyIsForOneThingAndForOnePerson() {
        var assessment = routine();
        var other = routine();
        var key = Booking.key();
        Booking.ask(assessment, Tokens.patient(Assessed.patient(assessment)), key)
                .then()
                .statusCode(201);

        Neighbours.says("triage", assessment.toString());
        Booking.post(
                        Booking.ALL,
                        "{\"assessmentId\": \"" + Assessed.id(other) + "\"}",
                        Tokens.patient(Assessed.patient(assessment)),
                        key)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:idempotency-key-reused"));
        Booking.ask(other, Tokens.patient(Assessed.patient(other)), key).then().statusCode(201);
    }

    @Test
    void withoutAKeyNothingIsDone() {
        var assessment = routine();
        Neighbours.says("triage", assessment.toString());

        given().auth()
                .oauth2(Tokens.patient(Assessed.patient(assessment)))
                .contentType("application/json")
                .body(Booking.wanted(assessment))
                .post(Booking.ALL)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:scapula:problem:idempotency-key-missing"));
        Booking.ask(assessment, Tokens.clinician(), "\"").then().statusCode(400);
    }

    @Test
    void whileOneIsAtItTheOtherIsToldSo() throws Exception {
        var assessment = routine();
        var token = Tokens.patient(Assessed.patient(assessment));
        var key = Booking.key();
        Neighbours.isSilent("triage");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Neighbours.asked("triage");
            var slow = threads.submit(() -> Booking.post(Booking.ALL, Booking.wanted(assessment), token, key));
            while (Neighbours.asked("triage") == asked) {
                Thread.onSpinWait();
            }

            var second = Booking.post(Booking.ALL, Booking.wanted(assessment), token, key);

            second.then()
                    .statusCode(409)
                    .body("type", equalTo("urn:scapula:problem:in-progress"))
                    .header("Retry-After", notNullValue());
            assertThat(slow.get().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aMoveThatIsRepeatedIsDoneOnce() {
        var booking = Booking.after(routine());
        var tag = booking.tag();
        var key = Booking.key();
        var body = Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), Booking.in(SOON)));

        var first = booking.move(body, Tokens.integrator(), tag, key);
        var again = booking.move(body, Tokens.integrator(), tag, key);
        var late = booking.move(body, Tokens.integrator(), tag, Booking.key());

        first.then().statusCode(200).body("state", equalTo("BOOKED"));
        assertThat(again.asString()).isEqualTo(first.asString());
        late.then().statusCode(412).body("current.state", equalTo("BOOKED"));
        assertThat(told(booking.id())).containsExactly("booking-request.created", "booking-request.booked");
    }

    // ---- the loop

    @Test
    void requestOfferChoiceConfirmationVisitAndThePlanIsReviewed() throws SQLException {
        var booking = Booking.after(routine());
        var who = Booking.practitioner();
        booking.does(
                Booking.offer(Booking.slot(who, Booking.in(SOON)), Booking.slot(who, Booking.in(SOON.plusHours(1)))));
        var offered = booking.slots().then().statusCode(200).extract();
        List<String> slots = offered.path("slots.id");

        booking.choose(slots.getLast())
                .then()
                .statusCode(200)
                .body("state", equalTo("BOOKED"))
                .body("visit.status", equalTo("PENDING"))
                .body("visit.start", equalTo(offered.path("slots[1].start")));
        booking.move("{\"move\": \"CONFIRM\", \"externalId\": \"a-1\"}")
                .then()
                .statusCode(200)
                .body("visit.status", equalTo("BOOKED"))
                .body("externalId", equalTo("a-1"));
        booking.move(Booking.just("FULFIL"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:too-early"));
        begins(booking);
        booking.move(Booking.just("FULFIL")).then().statusCode(200).body("visit.status", equalTo("FULFILLED"));

        assertThat(told(booking.id()))
                .containsExactly(
                        "booking-request.created",
                        "booking-request.offered",
                        "booking-request.booked",
                        "booking-request.confirmed",
                        "booking-request.fulfilled");
        assertThat(onTheWorkList(booking.patient())).containsExactly("PLAN_REVIEW");
        assertThat(told(workOf(booking.patient()).getFirst().path("id").asText()))
                .containsExactly("plan.review-due");
        assertThat(acts(booking.patient()))
                .contains(
                        "booking-request.create",
                        "booking-request.offer",
                        "booking-request.choose",
                        "booking-request.confirm",
                        "booking-request.fulfil");
    }

    @Test
    void whoeverDoesNotComeComesBackToTheWorkList() throws SQLException {
        var booking = booked();
        begins(booking);

        booking.move(Booking.just("NO_SHOW")).then().statusCode(200).body("state", equalTo("NO_SHOW"));

        assertThat(onTheWorkList(booking.patient())).containsExactly("NO_SHOW");
        assertThat(told(booking.id())).endsWith("booking-request.no-show", "booking-request.attention");
        booking.does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        assertThat(onTheWorkList(booking.patient())).isEmpty();
    }

    @Test
    void aVisitMovesWithItsVersion() {
        var booking = booked();
        var before = booking.read();
        var other = Booking.slot(Booking.practitioner(), Booking.in(SOON.plusHours(5)));

        booking.move(Booking.withSlot("RESCHEDULE", other))
                .then()
                .statusCode(200)
                .body("state", equalTo("BOOKED"))
                .body("visit.id", equalTo(before.path("visit.id")))
                .body("visit.version", equalTo(1))
                .body("visit.start", equalTo(Wish.json(other).path("start").asText()));
        assertThat(told(booking.id())).endsWith("booking-request.moved");
    }

    @Test
    void whatIsCancelledIsFreeAgainAndSomebodyAsksWhetherItIsStillNeeded() {
        var who = Booking.practitioner();
        var slot = Booking.slot(who, Booking.in(SOON));
        var booking = Booking.after(routine()).moved(Booking.withSlot("BOOK", slot));

        booking.cancel("FEELING_BETTER")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("reason", equalTo("FEELING_BETTER"))
                .body("visit.status", equalTo("CANCELLED"));

        assertThat(onTheWorkList(booking.patient())).containsExactly("CANCELLED");
        Booking.after(routine()).does(Booking.withSlot("BOOK", slot));
    }

    @Test
    void whereNothingIsFreeInTheWindowItSaysSoAndEscalates() {
        var booking = Booking.after(Assessed.urgent());
        var late = Booking.slot(
                Booking.practitioner(), endOfToday().plus(9, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));

        booking.move(Booking.just("NO_SLOTS")).then().statusCode(200).body("state", equalTo("REQUESTED"));
        booking.move(Booking.withSlot("BOOK", late))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:outside-window"))
                .body("window.until", notNullValue());

        assertThat(onTheWorkList(booking.patient())).containsExactly("NO_SLOT_IN_WINDOW");
        assertThat(told(booking.id()))
                .containsExactly("booking-request.created", "booking-request.changed", "booking-request.attention");
        var leave = "{\"move\": \"BOOK\", \"slot\": " + late
                + ", \"override\": {\"name\": \"the physiotherapist on duty\", \"reason\": \"Seen yesterday.\"}}";
        booking.move(leave, Tokens.integrator()).then().statusCode(403);
        booking.move(leave, Tokens.clinician())
                .then()
                .statusCode(200)
                .body("state", equalTo("BOOKED"))
                .body("outsideWindowBy", equalTo("the physiotherapist on duty"));
        assertThat(onTheWorkList(booking.patient())).isEmpty();
    }

    /// Nobody is booked late in silence, whichever move leads there.
    @ParameterizedTest
    @ValueSource(strings = {"OFFER", "HOLD", "BOOK", "RESCHEDULE"})
    void whatIsTooLateIsRefusedByEveryMoveUntilAClinicianSaysSo(String move) {
        var booking = Booking.after(Assessed.urgent());
        if (move.equals("RESCHEDULE")) {
            booking.does(Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), beforeTheEndOfToday())));
        }
        var late = Booking.slot(Booking.practitioner(), endOfToday());
        var wanted = move.equals("OFFER")
                ? Booking.offer(Booking.slot(Booking.practitioner(), beforeTheEndOfToday()), late)
                : Booking.withSlot(move, late);
        var before = booking.read().asString();

        for (var token : List.of(Tokens.integrator(), Tokens.clinician())) {
            booking.move(wanted, token)
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:scapula:problem:outside-window"));
        }

        assertThat(booking.read().asString()).isEqualTo(before);
        booking.slots().then().body("slots", empty());
        booking.move(withLeave(wanted), Tokens.clinician())
                .then()
                .statusCode(200)
                .body("outsideWindowBy", equalTo("on duty"));
    }

    // ---- what was offered, and becomes urgent

    @Test
    void aTimeThatWasOfferedForLaterCannotBeChosenOnceAHeldRequestIsUrgent() {
        var assessment = routine();
        var soon = Booking.slot(Booking.practitioner(), beforeTheEndOfToday());
        var booking = Booking.after(assessment)
                .moved(Booking.offer(soon, Booking.slot(Booking.practitioner(), Booking.in(LATE))))
                .moved(Booking.withSlot("HOLD", soon));
        String late = booking.slots().path("slots[1].id");

        isUrgentSince(assessment).body("state", equalTo("HELD"));

        booking.slots().then().body("slots", hasSize(1));
        booking.choose(late).then().statusCode(422);
        booking.read().then().body("state", equalTo("HELD"));
        booking.choose(booking.slots().path("slots[0].id"))
                .then()
                .statusCode(200)
                .body("state", equalTo("BOOKED"));
    }

    @Test
    void aVisitThatIsTooLateDoesNotMoveInSilenceToWhatWasOfferedForLater() {
        var assessment = routine();
        var later = Booking.slot(Booking.practitioner(), Booking.in(LATE.plusHours(5)));
        var booking = Booking.after(assessment)
                .moved(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(LATE)), later));
        booking.choose(booking.slots().path("slots[0].id")).then().statusCode(200);
        isUrgentSince(assessment).body("state", equalTo("BOOKED"));
        var reschedule = Booking.withSlot("RESCHEDULE", later);

        booking.move(reschedule).then().statusCode(409).body("type", equalTo("urn:scapula:problem:outside-window"));

        assertThat(onTheWorkList(booking.patient())).containsExactly("VISIT_TOO_LATE");
        booking.move(withLeave(reschedule), Tokens.clinician())
                .then()
                .statusCode(200)
                .body("outsideWindowBy", equalTo("on duty"));
        assertThat(onTheWorkList(booking.patient())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DECLINED, BOOK", "DECLINED, HOLD", "EXPIRED, BOOK", "EXPIRED, HOLD", "NO_SHOW, BOOK", "NO_SHOW, HOLD"})
    void whatCameToNothingIsNotBookedInSilenceForWhatWasOfferedForLater(String state, String move) throws SQLException {
        var assessment = routine();
        var soon = Booking.slot(Booking.practitioner(), beforeTheEndOfToday());
        var late = Booking.slot(Booking.practitioner(), Booking.in(LATE));
        var booking = Booking.after(assessment).moved(Booking.offer(soon, late));
        switch (state) {
            case "DECLINED" -> booking.does(Booking.because("DECLINE", "NO_CAPACITY"));
            case "EXPIRED" -> holdIsOver(booking.moved(Booking.withSlot("HOLD", soon)));
            default -> {
                begins(booking.moved(Booking.withSlot("BOOK", soon)));
                booking.does(Booking.just("NO_SHOW"));
            }
        }
        isUrgentSince(assessment).body("state", equalTo(state));

        booking.move(Booking.withSlot(move, late))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:outside-window"));

        booking.read().then().body("state", equalTo(state));
    }

    @Test
    void whatAClinicianOffersOutsideOfTheWindowCanBeChosen() {
        var booking = Booking.after(Assessed.urgent());
        var late = Booking.slot(Booking.practitioner(), endOfToday());
        booking.move(withLeave(Booking.offer(late)), Tokens.clinician()).then().statusCode(200);

        booking.choose(booking.slots().path("slots[0].id"))
                .then()
                .statusCode(200)
                .body("state", equalTo("BOOKED"))
                .body("outsideWindowBy", equalTo("on duty"));
    }

    /// A clinician has looked at the answers, and it is asked for once more.
    private static ValidatableResponse isUrgentSince(ObjectNode assessment) {
        return Booking.ask(Assessed.reviewed(assessment.deepCopy(), "URGENT"))
                .then()
                .statusCode(200)
                .body("priority", equalTo("URGENT"));
    }

    private static String withLeave(String move) {
        return move.replaceFirst("}$", ", \"override\": {\"name\": \"on duty\", \"reason\": \"Seen yesterday.\"}}");
    }

    @Test
    void whatTheClinicCannotTakeIsLookedAt() {
        var booking = Booking.after(routine());

        booking.move(Booking.because("DECLINE", "NO_CAPACITY"))
                .then()
                .statusCode(200)
                .body("state", equalTo("DECLINED"));

        assertThat(onTheWorkList(booking.patient())).containsExactly("DECLINED");
        assertThat(told(booking.id())).contains("booking-request.declined");
    }

    @Test
    void onlyAClinicianOpensARequestAgainAndTheTimeFrameBeginsAnew() {
        var booking = Booking.after(routine());
        booking.cancel("PATIENT_REQUEST").then().statusCode(200);

        booking.move(Booking.just("REOPEN")).then().statusCode(403);
        booking.move(Booking.just("REOPEN"), Tokens.clinician())
                .then()
                .statusCode(200)
                .body("state", equalTo("REQUESTED"))
                .body("window.why.ruleId", contains("B09"))
                .body("reason", nullValue());
        assertThat(onTheWorkList(booking.patient())).isEmpty();
        assertThat(told(booking.id())).endsWith("booking-request.changed");
    }

    @Test
    void whatIsOpenAlreadyIsNotOpenedBesides() {
        var assessment = routine();
        var first = Booking.after(assessment);
        first.cancel("PATIENT_REQUEST").then().statusCode(200);
        var second = Booking.after(assessment);

        first.move(Booking.just("REOPEN"), Tokens.clinician())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:already-requested"))
                .body("id", equalTo(second.id()));
    }

    @Test
    void ofTwoThatAreOpenedAgainAtOnceOneIsClearlyRefused() throws Exception {
        var assessment = routine();
        var bookings = List.of(offeredAndCancelled(assessment), offeredAndCancelled(assessment));

        var answers = twoWaitFor(
                "select id from planner.offered_slot where request in ('%s', '%s') for update"
                        .formatted(bookings.get(0).id(), bookings.get(1).id()),
                nth -> bookings.get(nth).move(Booking.just("REOPEN"), Tokens.clinician()));

        isOneOpenRequest(answers, 200);
    }

    @Test
    void ofTwoWhoAskForTheSameVisitAtOnceOneIsToldOfTheOthers() throws Exception {
        var assessment = routine();
        // Who is new here waits for whoever else writes of them first.
        Booking.after(assessment).cancel("PATIENT_REQUEST").then().statusCode(200);

        var answers = twoWaitFor("lock table planner.booking_request in share mode", _ -> Booking.ask(assessment));

        isOneOpenRequest(answers, 201);
    }

    /// Both have looked whether another is open, or are about to, when what they write next becomes free.
    private static List<Response> twoWaitFor(String lock, IntFunction<Response> ask) throws Exception {
        // Whatever becomes of it, the lock goes before those who wait for it are waited for.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute(lock);

            var one = threads.submit(() -> ask.apply(0));
            var other = threads.submit(() -> ask.apply(1));
            untilTwoWaitForALock();
            operator.rollback();

            return List.of(one.get(), other.get());
        }
    }

    private static void isOneOpenRequest(List<Response> answers, int done) {
        var open = answers.stream()
                .filter(answer -> answer.statusCode() == done)
                .map(BookingRequestsApiTest::idOf)
                .toList();
        assertThat(open).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != done))
                .hasSize(answers.size() - 1)
                .allSatisfy(answer -> answer.then()
                        .statusCode(409)
                        .body("type", equalTo("urn:scapula:problem:already-requested"))
                        .body("id", equalTo(open.getFirst())));
    }

    private static Booking offeredAndCancelled(ObjectNode assessment) {
        var booking =
                Booking.after(assessment).moved(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        booking.cancel("PATIENT_REQUEST").then().statusCode(200);
        return booking;
    }

    private static void untilTwoWaitForALock() throws SQLException {
        var end = Instant.now().plusSeconds(9);
        try (var operator = TestDatabase.running().asOperator()) {
            while (Room.count(
                            operator,
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and query ~ 'offered_slot|booking_request|pg_advisory_xact_lock'")
                    < 2) {
                assertThat(Instant.now()).as("two wait").isBefore(end);
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    @Test
    void aTimeThatIsNamedTwiceIsOfferedOnce() {
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var booking = Booking.after(routine());

        booking.move(Booking.offer(
                        slot.replace("}", ", \"externalId\": \"slot-1\"}"),
                        slot.replace("}", ", \"externalId\": \"slot-2\"}")))
                .then()
                .statusCode(200);

        booking.slots().then().body("slots", hasSize(1));
    }

    @Test
    void whatIsNotPossibleNamesTheStateAndWhatIs() {
        var booking = Booking.after(routine());

        booking.move(Booking.just("CONFIRM"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:illegal-move"))
                .body("state", equalTo("REQUESTED"))
                .body("possible", hasItem("OFFER"))
                .body("possible", not(hasItem("CONFIRM")));
    }

    @Test
    void whatIsHeldAndNotWantedIsGivenBack() {
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var booking = Booking.after(routine()).moved(Booking.withSlot("HOLD", slot));

        booking.move(Booking.just("RELEASE"))
                .then()
                .statusCode(200)
                .body("state", equalTo("REQUESTED"))
                .body("visit", nullValue());

        booking.slots().then().body("slots", empty());
        assertThat(told(booking.id()))
                .containsExactly("booking-request.created", "booking-request.held", "booking-request.changed");
        Booking.after(routine()).does(Booking.withSlot("BOOK", slot));
    }

    @Test
    void anotherWishIsTold() {
        var booking = Booking.after(routine());

        patch(booking, "{\"wish\": {\"practitioner\": \"dr-1\"}}").then().statusCode(200);

        assertThat(told(booking.id())).containsExactly("booking-request.created", "booking-request.changed");
    }

    // ---- time

    @Test
    void aHoldThatIsOverIsFreeBeforeAnybodyNotesIt() throws SQLException {
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var first = Booking.after(routine()).moved(Booking.withSlot("HOLD", slot));
        Booking.after(routine())
                .move(Booking.withSlot("BOOK", slot))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:slot-taken"));
        holdIsOver(first);

        var second = Booking.after(routine()).moved(Booking.withSlot("BOOK", slot));

        first.read().then().body("state", equalTo("EXPIRED")).body("visit", nullValue());
        first.move(Booking.withSlot("BOOK", slot)).then().statusCode(409);
        sweeping.now();
        first.read().then().body("state", equalTo("EXPIRED"));
        assertThat(onTheWorkList(first.patient())).containsExactly("HOLD_LAPSED");
        assertThat(told(first.id())).contains("booking-request.expired", "booking-request.attention");
        second.read().then().body("state", equalTo("BOOKED"));
    }

    @Test
    void aHoldThatIsOverCanStillBeBookedWhileNobodyElseHasTheTime() throws SQLException {
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var booking = Booking.after(routine()).moved(Booking.withSlot("HOLD", slot));
        holdIsOver(booking);

        booking.move(Booking.withSlot("BOOK", slot)).then().statusCode(200).body("state", equalTo("BOOKED"));
    }

    @Test
    void whatNobodyAnswersIsOnTheWorkListOnce() throws SQLException {
        var booking = Booking.after(routine());
        waits(booking, Duration.ofHours(25));

        sweeping.now();
        sweeping.now();

        assertThat(onTheWorkList(booking.patient())).containsExactly("UNANSWERED");
        assertThat(told(booking.id())).containsExactly("booking-request.created", "booking-request.attention");
        booking.does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        assertThat(onTheWorkList(booking.patient())).isEmpty();
    }

    @Test
    void whoeverChoosesNothingIsCalled() throws SQLException {
        var booking =
                Booking.after(routine()).moved(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        String slot = booking.slots().path("slots[0].id");
        set("update planner.booking_request set reply_by = now() - interval '1 second' where id = '" + booking.id()
                + "'");
        due(booking);

        booking.choose(slot).then().statusCode(409).body("state", equalTo("EXPIRED"));
        sweeping.now();

        booking.read().then().body("state", equalTo("EXPIRED"));
        assertThat(onTheWorkList(booking.patient())).containsExactly("OFFER_LAPSED");
    }

    @Test
    void aWindowThatClosesOnSomebodyWhoWasNotSeenIsToldOf() throws SQLException {
        var booking = Booking.after(routine()).moved(Booking.because("DECLINE", "NO_CAPACITY"));
        set("update planner.booking_request set window_from = now() - interval '2 days',"
                + " window_until = now() - interval '1 second' where id = '" + booking.id() + "'");
        due(booking);

        sweeping.now();

        assertThat(onTheWorkList(booking.patient())).containsExactly("WINDOW_CLOSED", "DECLINED");
    }

    @Test
    void whatIsSaidOfAVisitEndsWithItAndIsToldAnewOfTheNext() throws SQLException {
        var booking = booked();
        waits(booking, Duration.ofHours(25));
        sweeping.now();
        var first = workOf(booking.patient());
        booking.does(Booking.because("DECLINE", "NO_CAPACITY"));
        var meanwhile = onTheWorkList(booking.patient());
        booking.does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        String slot = booking.slots().path("slots[0].id");
        booking.choose(slot).then().statusCode(200);
        waits(booking, Duration.ofHours(25));

        sweeping.now();

        assertThat(first).extracting(item -> item.path("kind").asText()).containsExactly("UNCONFIRMED");
        assertThat(meanwhile).containsExactly("DECLINED");
        assertThat(onTheWorkList(booking.patient())).containsExactly("UNCONFIRMED");
        assertThat(workOf(booking.patient())).doesNotContainAnyElementsOf(first);
        assertThat(told(booking.id())).endsWith("booking-request.booked", "booking-request.attention");
    }

    @Test
    void nobodyIsAskedWhatBecameOfAVisitThatTheClinicHasDeclinedSince() throws SQLException {
        var booking = booked();
        set("update planner.visit set starts_at = now() - interval '3 days', ends_at = now() - interval '2 days'"
                + " where request = '" + booking.id() + "'");
        due(booking);
        sweeping.now();
        sweeping.now();
        var before = onTheWorkList(booking.patient());

        booking.does(Booking.because("DECLINE", "NO_CAPACITY"));

        assertThat(before).containsExactlyInAnyOrder("UNCONFIRMED", "OUTCOME_MISSING");
        assertThat(onTheWorkList(booking.patient())).containsExactly("DECLINED");
    }

    @Test
    void whatIsSaidOfATimeEndsWhenTheVisitIsMovedAndIsToldAnew() throws SQLException {
        var booking = booked();
        set("update planner.visit set starts_at = now() - interval '3 days', ends_at = now() - interval '2 days'"
                + " where request = '" + booking.id() + "'");
        due(booking);
        sweeping.now();
        sweeping.now();
        var before = workOf(booking.patient());

        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot(Booking.practitioner(), Booking.in(SOON))));

        assertThat(before)
                .extracting(item -> item.path("kind").asText())
                .containsExactlyInAnyOrder("UNCONFIRMED", "OUTCOME_MISSING");
        assertThat(onTheWorkList(booking.patient())).isEmpty();
        waits(booking, Duration.ofHours(25));
        sweeping.now();
        assertThat(onTheWorkList(booking.patient())).containsExactly("UNCONFIRMED");
        assertThat(workOf(booking.patient())).doesNotContainAnyElementsOf(before);
    }

    // ---- one time, one visit

    @Test
    void fiftyAtOnceForTheLastTimeAreOneBookingAndFortyNineClearRefusals() throws Exception {
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var bookings =
                IntStream.range(0, 50).mapToObj(_ -> Booking.after(routine())).toList();
        var tags = bookings.stream().map(Booking::tag).toList();

        var answers = atOnce(
                50,
                nth -> bookings.get(nth)
                        .move(Booking.withSlot("BOOK", slot), Tokens.integrator(), tags.get(nth), Booking.key()));

        isOneBooking(answers);
    }

    @Test
    void fiftyWhoChooseTheLastTimeAtOnceAreOneBookingAndFortyNineClearRefusals() throws Exception {
        var slot = Booking.slot(Booking.practitioner(), Booking.in(SOON));
        var bookings = IntStream.range(0, 50)
                .mapToObj(_ -> Booking.after(routine()).moved(Booking.offer(slot)))
                .toList();
        var tags = bookings.stream().map(Booking::tag).toList();
        List<String> slots = bookings.stream()
                .<String>map(booking -> booking.slots().path("slots[0].id"))
                .toList();

        var answers = atOnce(
                50,
                nth -> bookings.get(nth)
                        .act(
                                "choice",
                                "{\"slotId\": \"" + slots.get(nth) + "\"}",
                                Tokens.patient(bookings.get(nth).patient()),
                                tags.get(nth),
                                Booking.key()));

        isOneBooking(answers);
        var late = bookings.stream()
                .filter(booking -> booking.read().path("state").equals("OFFERED"))
                .findFirst()
                .orElseThrow();
        late.slots().then().body("slots", empty());
    }

    private static void isOneBooking(List<Response> answers) {
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                .hasSize(49)
                .allSatisfy(answer ->
                        answer.then().statusCode(409).body("type", equalTo("urn:scapula:problem:slot-taken")));
    }

    // ---- lists, wishes, rights

    @Test
    void aSchedulingSystemReadsWhatIsToBeDonePageByPage() {
        var assessment = routine();
        var patient = Assessed.patient(assessment);
        Booking.ask(assessment).then().statusCode(201);
        var second = routine().put("patient", patient);
        Booking.ask(second).then().statusCode(201);

        var first = given().auth()
                .oauth2(Tokens.integrator())
                .get(Booking.ALL + "?state=REQUESTED&limit=1&patient=" + patient);

        first.then().statusCode(200).body("bookingRequests", hasSize(1)).header("Link", containsString("rel=\"next\""));
        given().auth()
                .oauth2(Tokens.integrator())
                .get(Booking.ALL + "?state=REQUESTED&limit=1&patient=" + patient + "&cursor=" + first.path("next"))
                .then()
                .body("bookingRequests.assessmentId", contains(Assessed.id(second)))
                .body("next", nullValue());
        given().auth()
                .oauth2(Tokens.integrator())
                .get(Booking.ALL + "?cursor=x")
                .then()
                .statusCode(400);
        given().auth().oauth2(Tokens.patient("p-0")).get(Booking.ALL).then().body("bookingRequests", empty());
    }

    @Test
    void whoHoldsTheAnswerAlreadyIsToldThatItIsTheSame() {
        var booking = Booking.after(routine());

        given().auth()
                .oauth2(Tokens.integrator())
                .header("If-None-Match", booking.tag())
                .get(booking.address())
                .then()
                .statusCode(304);
    }

    @Test
    void aWishIsPatchedAndNullTakesAway() {
        var booking = Booking.after(routine());

        patch(booking, "{\"wish\": {\"practitioner\": \"dr-1\", \"notes\": [\"COMPANION\"]}}")
                .then()
                .statusCode(200)
                .body("wish.practitioner", equalTo("dr-1"))
                .body("wish.notes", contains("COMPANION"));
        patch(booking, "{\"wish\": {\"practitioner\": null}}")
                .then()
                .statusCode(200)
                .body("wish.practitioner", nullValue())
                .body("wish.notes", contains("COMPANION"));
        patch(booking, "{\"priority\": \"URGENT\"}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/priority"));
        patch(booking, "{\"wish\": {\"practitioner\": \"a b\"}}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/wish/practitioner"));
        patch(booking, "{").then().statusCode(400);
        given().auth()
                .oauth2(Tokens.patient(booking.patient()))
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{}")
                .patch(booking.address())
                .then()
                .statusCode(415);
    }

    @Test
    void aFieldThatDoesNotGoWithTheMoveIsNamed() {
        var booking = Booking.after(routine());
        var past = Booking.slot("p-1", Instant.now().minusSeconds(60));

        booking.move("{\"move\": \"BOOK\", \"reason\": \"OTHER\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/reason"));
        booking.move(Booking.just("BOOK")).then().statusCode(422).body("errors.pointer", contains("/slot"));
        booking.move(Booking.just("CANCEL")).then().statusCode(422).body("errors.pointer", contains("/reason"));
        booking.move(Booking.withSlot("HOLD", past))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/slot/start"));
        booking.move(Booking.just("TELEPORT")).then().statusCode(422);
    }

    @Test
    void withoutSayingWhatOneSawNothingIsChanged() {
        var booking = Booking.after(routine());

        given().auth()
                .oauth2(Tokens.integrator())
                .contentType("application/json")
                .header("Idempotency-Key", Booking.key())
                .body(Booking.just("NO_SLOTS"))
                .post(booking.address() + "/moves")
                .then()
                .statusCode(428);
    }

    @Test
    void anItemIsDoneOnceAndSomeOnlyByAClinician() {
        var assessment = Assessed.emergency();
        Booking.ask(assessment).then().statusCode(409);
        var item = workOf(Assessed.patient(assessment)).getFirst().path("id").asText();
        var read = given().auth().oauth2(Tokens.integrator()).get("/v1/work-list/" + item);
        read.then()
                .statusCode(200)
                .body("mustDo", containsString("Call the person"))
                .body("forClinicians", equalTo(true));

        done(item, "\"other\"", Tokens.clinician()).then().statusCode(412);
        done(item, read.header("ETag"), Tokens.integrator()).then().statusCode(403);
        done(item, read.header("ETag"), Tokens.clinician())
                .then()
                .statusCode(200)
                .body("doneBy", notNullValue());
        done(item, "*", Tokens.clinician()).then().statusCode(409);
    }

    @Test
    void everythingOfAPersonIsExportedAndErased() throws SQLException {
        var booking =
                Booking.after(routine()).moved(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        booking.choose(booking.slots().path("slots[0].id")).then().statusCode(200);
        booking.cancel("OTHER").then().statusCode(200);
        var other = booked();

        given().auth()
                .oauth2(Tokens.admin())
                .get("/patients/" + booking.patient() + "/records")
                .then()
                .statusCode(200)
                .body("records.bookingRequests.id", contains(booking.id()))
                .body("records.visits.bookingRequest", contains(booking.id()))
                .body("records.workItems.kind", contains("CANCELLED"))
                .body("records.idempotentAnswers", hasSize(4));
        given().auth()
                .oauth2(Tokens.admin())
                .delete("/patients/" + booking.patient() + "/records")
                .then()
                .statusCode(200)
                .body("removed.bookingRequests", equalTo(1))
                .body("removed.visits", equalTo(1));

        assertThat(room.placesWith(booking.patient())).isEmpty();
        assertThat(room.placesWith(booking.id()))
                .allSatisfy(place -> assertThat(place).matches("(audit|event|event_outbox)\\..*"));
        booking.read().then().statusCode(404);
        other.read().then().statusCode(200);
        sweeping.now();
    }

    // ---- data of the tests

    private static ObjectNode routine() {
        return Assessed.routine();
    }

    private static Booking booked() {
        return Booking.after(routine())
                .moved(Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), Booking.in(SOON))));
    }

    /// Self-care at first; then something new on the way, which triage judged so.
    private static ObjectNode frozenWith(ObjectNode fresh) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        stops(plan, fresh.put("patient", Assessed.patient(assessment)));
        return assessment;
    }

    /// What triage says of what somebody tells while they follow a plan.
    private static void stops(String plan, ObjectNode fresh) {
        Neighbours.says("triage-judgement", fresh.toString());
        tellsOfSomethingNew(plan, Assessed.patient(fresh)).then().statusCode(409);
    }

    private static Response tellsOfSomethingNew(String plan, String patient) {
        return given().auth()
                .oauth2(Tokens.patient(patient))
                .contentType("application/json")
                .body(Logbook.entry(
                        LocalDate.now(ZoneOffset.UTC),
                        said -> said.set("newSymptoms", Wish.json("{\"breathless\": \"yes\"}"))))
                .post(plan + "/sessions");
    }

    private static Instant endOfToday() {
        return LocalDate.now(ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /// A moment that is still to come, however late the test runs.
    private static Instant beforeTheEndOfToday() {
        var left = Duration.between(Instant.now(), endOfToday());
        return Instant.now().plus(left.dividedBy(2)).truncatedTo(ChronoUnit.MILLIS);
    }

    private static String idOf(Response answer) {
        return answer.path("id");
    }

    @Test
    void aWishTakesNothingOffTheWorkList() {
        var booking = Booking.after(routine()).moved(Booking.just("NO_SLOTS"));

        patch(booking, "{\"wish\": {\"practitioner\": \"dr-1\"}}").then().statusCode(200);

        assertThat(onTheWorkList(booking.patient())).containsExactly("NO_SLOT_IN_WINDOW");
    }

    private static Response patch(Booking booking, String body) {
        return given().auth()
                .oauth2(Tokens.patient(booking.patient()))
                .contentType("application/merge-patch+json")
                .header("If-Match", booking.tag())
                .body(body)
                .patch(booking.address());
    }

    private static Response done(String item, String tag, String token) {
        return given().auth().oauth2(token).header("If-Match", tag).post("/v1/work-list/" + item + "/done");
    }

    /// A clinician has seen to everything that is on the list about this person.
    static void doneWith(String patient) {
        workOf(patient)
                .forEach(item -> done(item.path("id").asText(), "*", Tokens.clinician())
                        .then()
                        .statusCode(200));
    }

    private static List<String> requestsOf(String patient) {
        return given().auth()
                .oauth2(Tokens.integrator())
                .get(Booking.ALL + "?patient=" + patient)
                .path("bookingRequests.id");
    }

    static List<JsonNode> workOf(String patient) {
        var found = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = Wish.json(given().auth()
                    .oauth2(Tokens.clinician())
                    .get("/v1/work-list?limit=100" + cursor)
                    .asString());
            page.path("items").forEach(item -> {
                if (item.path("patient").asText().equals(patient)) {
                    found.add(item);
                }
            });
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return found;
    }

    private static List<String> onTheWorkList(String patient) {
        return workOf(patient).stream().map(item -> item.path("kind").asText()).toList();
    }

    private static List<String> acts(String patient) {
        return given().auth()
                .oauth2(Tokens.admin())
                .get("/patients/" + patient + "/records")
                .path("acts.act");
    }

    /// What was told of this, in the order in which it was.
    static List<String> told(String id) {
        try (var operator = TestDatabase.running().asOperator();
                var query = operator.prepareStatement("""
                        select type from (select id, type, subject from planner.event_outbox
                            union select id, type, subject from planner.event) e
                        where subject like ? order by id""")) {
            query.setString(1, "%/" + id);
            var types = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    types.add(rows.getString(1));
                }
            }
            return types;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void set(String sql) throws SQLException {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static void due(Booking booking) throws SQLException {
        set("update planner.booking_deadline set due_at = now() - interval '1 second' where request = '" + booking.id()
                + "'");
    }

    private static void waits(Booking booking, Duration time) throws SQLException {
        set("update planner.booking_request set since = since - interval '" + time.toSeconds()
                + " seconds' where id = '" + booking.id() + "'");
        due(booking);
    }

    private static void holdIsOver(Booking booking) throws SQLException {
        set("update planner.booking_request set hold_until = now() - interval '1 second' where id = '" + booking.id()
                + "'");
        set("update planner.visit set hold_until = now() - interval '1 second' where request = '" + booking.id() + "'");
        due(booking);
    }

    private static void begins(Booking booking) throws SQLException {
        set(
                "update planner.visit set starts_at = now() - interval '10 minutes', ends_at = now() + interval '20 minutes'"
                        + " where request = '" + booking.id() + "'");
    }

    /// Past the trigger that keeps stops as they are.
    private static void wasStoppedThreeDaysAgo(String patient) throws SQLException {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate(
                            "update planner.plan_freeze set frozen_at = frozen_at - interval '3 days'"
                                    + " where patient = '" + patient + "'"))
                    .isPositive();
        }
    }

    private static void proposes(String plan, LocalDate after, int days) throws SQLException {
        var id = plan.substring(plan.lastIndexOf('/') + 1);
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate("update planner.plan set shown = regexp_replace(regexp_replace(shown,"
                            + " '(\"bookingProposal\":\\{\"after\":\")[0-9-]+', '\\1" + after + "'),"
                            + " '(\"bookingProposal\":[^}]*\"latest\":\")[0-9-]+', '\\1" + after.plusDays(days)
                            + "') where id = '" + id + "'"))
                    .isPositive();
        }
    }

    private static List<Response> atOnce(int many, IntFunction<Response> ask) throws Exception {
        var ready = new CountDownLatch(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, many)
                    .mapToObj(nth -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return ask.apply(nth);
                    }))
                    .toList();
            var all = new ArrayList<Response>();
            for (Future<Response> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }
}
