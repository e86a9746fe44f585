package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// What triage said of a person last holds, whichever of its answers a plan is asked for with.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class NewestAnswerApiTest {

    private static final String LIST = "triage-list";

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    NewestAnswerApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @ParameterizedTest
    @CsvSource({
        "plan, URGENT",
        "plan, EMERGENCY",
        "plan, ROUTINE_CLINICIAN",
        "plan of the patient, URGENT",
        "plan of the patient, EMERGENCY",
        "next week, URGENT",
        "next week, EMERGENCY",
        "edit, URGENT",
        "edit tried, EMERGENCY",
        "programme, EMERGENCY"
    })
    void aNewerAnswerThatForbidsExerciseStopsAPlanAtEveryDoor(String door, String disposition) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var newer = later(assessment, said(disposition));
        Neighbours.alsoHas(newer);

        var answer = at(door, plan, assessment);

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo(disposition))
                .body("headline", equalTo(newer.path("headline").asText()))
                .body("doNow", hasItem(newer.at("/doNow/0").asText()))
                .body("assessmentId", equalTo(Assessed.id(newer)))
                .body("ruleIds", contains("H01"))
                .body("planId", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "plan of the patient", "next week", "edit", "programme"})
    void anEmergencyThatIsFoundAtADoorIsOnTheClinicsWorkListOnce(String door) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var newer = later(assessment, Assessed.emergency());
        Neighbours.alsoHas(newer);

        at(door, plan, assessment).then().statusCode(409);
        at(door, plan, assessment).then().statusCode(409);

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(newer));
    }

    @Test
    void whoeverAsksForAPlanWithAnEmergencyIsOnTheClinicsWorkList() {
        var assessment = Assessed.emergency();

        Wish.after(assessment).post().then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(assessment));
    }

    @Test
    void anEmergencyThatIsNamedIsToldWhereNobodyKnowsWhatCameAfterIt() {
        var assessment = Assessed.emergency();
        Neighbours.answersStatus(LIST, 500);

        Wish.after(assessment).post().then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(assessment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"URGENT", "ROUTINE_CLINICIAN"})
    void whatIsNoEmergencyIsNotTold(String disposition) {
        var assessment = said(disposition);

        Wish.after(assessment).post().then().statusCode(409);

        assertThat(work(assessment)).isEmpty();
    }

    @Test
    void anEmergencyThatIsOverIsNotToldAgain() {
        var older = Assessed.emergency();
        Neighbours.alsoHas(later(older, Assessed.selfCare()));

        Wish.after(older).post().then().statusCode(409);

        assertThat(work(older)).isEmpty();
    }

    private static List<String> work(JsonNode assessment) {
        return BookingRequestsApiTest.workOf(Assessed.patient(assessment)).stream()
                .map(item -> item.path("kind").asText() + " of "
                        + item.path("assessmentId").asText())
                .toList();
    }

    @Test
    void aMilderAnswerThawsNothingWhereANewerOneForbidsExercise() {
        var assessment = Assessed.selfCare();
        var plan = frozen(assessment);
        var good = later(assessment, Assessed.selfCare());
        var newer = later(good, Assessed.emergency());
        Neighbours.says("triage", good.toString());
        Neighbours.alsoHas(newer);

        thaw(plan, good)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo("EMERGENCY"))
                .body("headline", equalTo(newer.path("headline").asText()));

        given().auth().oauth2(Tokens.clinician()).get(plan + "/sessions").then().body("state", equalTo("FROZEN"));
    }

    @Test
    void whereAClinicianRaisedTheNewerAnswerItIsWhatTheySaidThatCounts() {
        var assessment = Assessed.selfCare();
        Neighbours.alsoHas(later(assessment, Assessed.reviewed(Assessed.selfCare(), "URGENT")));

        Wish.after(assessment)
                .post()
                .then()
                .statusCode(409)
                .body("disposition", equalTo("URGENT"))
                .body("headline", equalTo("A clinician says: URGENT"));
    }

    @Test
    void whereAClinicianLoweredTheNewerAnswerThereIsAPlan() {
        var assessment = Assessed.selfCare();
        var newer = later(assessment, Assessed.reviewed(Assessed.selfCare(), "SELF_CARE"));
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.alsoHas(newer);

        at("next week", plan, assessment).then().statusCode(201).body("triage.id", equalTo(Assessed.id(newer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "plan of the patient", "next week with it"})
    void whoeverHasAnsweredSinceIsAskedForTheirNewestAnswers(String door) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var newer = later(assessment, Assessed.selfCare());
        Neighbours.alsoHas(newer);

        at(door, plan, assessment)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("ruleIds", contains("H03"))
                .body("assessmentId", equalTo(Assessed.id(newer)));
    }

    @ParameterizedTest
    @CsvSource({"next week, 201", "edit, 201", "edit tried, 200", "programme, 200"})
    void whereNobodyNamesAnAnswerTheNewestIsTaken(String door, int status) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var newer = later(assessment, Assessed.selfCare());
        Neighbours.alsoHas(newer);

        var answer = at(door, plan, assessment);

        answer.then().statusCode(status);
        if (status == 201) {
            answer.then().body("triage.id", equalTo(Assessed.id(newer)));
        }
    }

    /// Heart disease is asked for the plan alone, so triage says self-care with it and without.
    @ParameterizedTest
    @ValueSource(strings = {"next week", "edit", "edit tried", "programme"})
    void whatTheNewestAnswersSayOfThePersonCounts(String door) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.alsoHas(later(
                assessment,
                Assessed.picture(picture -> picture.withArray("conditions").add("cardiac_disease"))));

        at(door, plan, assessment).then().statusCode(422).body("refusal.ruleIds", hasItem("H17"));
    }

    @Test
    void answersOfTheWeekThatIsUnderWayHoldForWhatIsChangedInIt() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.alsoHas(later(assessment, Assessed.selfCare())
                .put("assessedAt", Instant.now().plus(Duration.ofDays(2)).toString()));

        at("edit", plan, assessment).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"next week, URGENT", "plan, EMERGENCY", "programme, EMERGENCY", "edit tried, URGENT"})
    void whoeverMustBeSeenIsStoppedAtTheDoor(String door, String disposition) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var newer = later(assessment, said(disposition));
        Neighbours.alsoHas(newer);

        at(door, plan, assessment).then().statusCode(409);

        read(plan, assessment)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-frozen"))
                .body("headline", equalTo(newer.path("headline").asText()))
                .body("disposition", equalTo(disposition))
                .body("assessmentId", equalTo(Assessed.id(newer)));
    }

    @Test
    void aClinicianMayStillApproveWhomTriageSendsToSomebodyInTime() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.alsoHas(later(assessment, said("ROUTINE_CLINICIAN")));

        at("next week", plan, assessment).then().statusCode(409);

        read(plan, assessment).then().statusCode(200);
    }

    @Test
    void aPlanThatWasMadeOfANewerAnswerIsNotStoppedByAnOlderOne() {
        var older = Assessed.urgent();
        var newer = later(older, Assessed.selfCare());
        var plan = Wish.fromToday(newer).post().header("Location");
        Neighbours.alsoHas(older, newer);

        Wish.after(older).post().then().statusCode(409);

        read(plan, newer).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next week", "edit tried", "programme", "next week with it", "thaw with it"})
    void aPlanThatIsFrozenForLessDoesNotHideAnEmergency(String door) {
        var assessment = Assessed.selfCare();
        var plan = frozen(assessment, Assessed.routine());
        var newer = later(later(assessment, Assessed.selfCare()), Assessed.emergency());
        Neighbours.alsoHas(newer);

        at(door, plan, door.endsWith("it") ? newer : assessment)
                .then()
                .statusCode(409)
                .body("disposition", equalTo("EMERGENCY"))
                .body("headline", equalTo(newer.path("headline").asText()))
                .body("doNow", hasItem(newer.at("/doNow/0").asText()));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(newer));
    }

    /// The plan begins tomorrow, so the week after it is too far ahead to be made.
    @ParameterizedTest
    @CsvSource({"next week, EMERGENCY", "next week with it, EMERGENCY", "next week, URGENT"})
    void aWeekThatCannotBeMadeYetHidesNothingThatIsUrgent(String door, String disposition) {
        var assessment = Assessed.selfCare();
        var plan = Wish.after(assessment).post().header("Location");
        var newer = later(assessment, said(disposition));
        Neighbours.alsoHas(newer);

        at(door, plan, newer)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo(disposition))
                .body("headline", equalTo(newer.path("headline").asText()));

        read(plan, assessment).then().statusCode(409).body("disposition", equalTo(disposition));
        assertThat(work(assessment))
                .isEqualTo(disposition.equals("EMERGENCY") ? List.of("EMERGENCY of " + Assessed.id(newer)) : List.of());
    }

    @Test
    void aWeekThatCannotBeMadeYetIsStillRefusedForThat() {
        var assessment = Assessed.selfCare();
        var plan = Wish.after(assessment).post().header("Location");
        Neighbours.alsoHas(later(assessment, said("ROUTINE_CLINICIAN")));

        at("next week", plan, assessment).then().statusCode(422).body("errors[0].pointer", equalTo("/startsOn"));
    }

    @Test
    void aPlanOfAnOlderEditionHidesNoEmergencyEither() throws SQLException {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        room.isOfAnEdition(idOf(plan), "1");
        at("edit tried", plan, assessment).then().body("type", equalTo("urn:scapula:problem:plan-outdated"));
        var newer = later(assessment, Assessed.emergency());
        Neighbours.alsoHas(newer);

        at("edit tried", plan, assessment).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(newer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"next week", "thaw"})
    void aStopThatAClinicianHasMadeGraverSinceIsToldAsItIsNow(String door) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var urgent = later(assessment, Assessed.urgent());
        Neighbours.alsoHas(urgent);
        at("next week", plan, assessment).then().statusCode(409).body("disposition", equalTo("URGENT"));
        Neighbours.alsoHas(raised(urgent, "EMERGENCY"));

        at(door, plan, urgent).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        read(plan, assessment).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));
        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(urgent));
    }

    @Test
    void anEmergencyThatAClinicianTookBackAndSeesAgainIsToldAgain() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var newer = later(assessment, Assessed.emergency());
        Neighbours.alsoHas(newer);
        at("next week", plan, assessment).then().statusCode(409);
        BookingRequestsApiTest.doneWith(Assessed.patient(assessment));
        Neighbours.alsoHas(raised(newer, "SELF_CARE"));
        at("thaw", plan, newer).then().statusCode(200);
        Neighbours.alsoHas(raised(newer, "EMERGENCY"));

        at("next week", plan, assessment).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(newer));
    }

    @Test
    void soItIsWhereNoPlanWasThereToBeStopped() {
        var assessment = Assessed.selfCare();
        Wish.fromToday(raised(assessment, "EMERGENCY")).post().then().statusCode(409);
        BookingRequestsApiTest.doneWith(Assessed.patient(assessment));
        var plan = Wish.fromToday(raised(assessment, "SELF_CARE")).post().header("Location");
        Neighbours.says("triage", raised(assessment, "EMERGENCY").toString());

        at("next week", plan, assessment).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(assessment));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEmergencyThatAClinicianRaisesAgainIsToldAgainAtTheDoorOfAPlan(boolean named) {
        var older = Assessed.selfCare();
        var newer = later(older, Assessed.emergency());
        Neighbours.alsoHas(newer);
        asked(named ? newer : older).then().statusCode(409);
        BookingRequestsApiTest.doneWith(Assessed.patient(older));
        Neighbours.alsoHas(raised(newer, "EMERGENCY"));

        asked(named ? newer : older).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(older)).containsExactly("EMERGENCY of " + Assessed.id(newer));
        var item = BookingRequestsApiTest.workOf(Assessed.patient(older)).getFirst();
        assertThat(BookingRequestsApiTest.told(item.path("id").asText())).containsExactly("emergency.raised");
        BookingRequestsApiTest.doneWith(Assessed.patient(older));
        asked(named ? newer : older).then().statusCode(409);
        assertThat(work(older)).isEmpty();
    }

    @Test
    void anEmergencyThatTheClinicHasSeenToSinceAClinicianRaisedItIsNotToldAgain() {
        var emergency = Assessed.emergency();
        asked(emergency).then().statusCode(409);
        var raised = raised(emergency, "EMERGENCY");
        BookingRequestsApiTest.doneWith(Assessed.patient(emergency));

        asked(raised).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(emergency)).isEmpty();
    }

    private static Response asked(JsonNode assessment) {
        return Wish.after(assessment).post();
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, 409", "URGENT, 409", "ROUTINE_CLINICIAN, 200"})
    void whoeverWantsToGoOnWithWhatForbidsItIsStoppedThoughNothingWasFrozen(String disposition, int reads) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var newer = later(assessment, said(disposition));
        Neighbours.alsoHas(newer);

        at("thaw", plan, newer)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo(disposition));

        read(plan, assessment).then().statusCode(reads);
        assertThat(work(assessment))
                .isEqualTo(disposition.equals("EMERGENCY") ? List.of("EMERGENCY of " + Assessed.id(newer)) : List.of());
    }

    @Test
    void whoeverWantsToGoOnWithAnEmergencyIsToldSoThoughNobodyKnowsTheNewest() {
        var assessment = Assessed.selfCare();
        var plan = frozen(assessment, Assessed.urgent());
        var newer = later(later(assessment, Assessed.selfCare()), Assessed.emergency());
        Neighbours.alsoHas(newer);
        Neighbours.answersStatus(LIST, 500);

        at("thaw", plan, newer).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(newer));
    }

    @Test
    void anEmergencyThatIsNamedIsToldWhereTheListIsNotForTheCaller() {
        var assessment = Assessed.emergency();
        Neighbours.answersStatus(LIST, 403);

        Wish.after(assessment).post().then().statusCode(409).body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(assessment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"too far ahead", "too far ahead, by the patient", "approved by the patient"})
    void whatIsWrongWithAWishHidesNoEmergency(String wrong) {
        var assessment = Assessed.emergency();
        Neighbours.alsoHas(assessment);
        var wish = Wish.after(assessment).with((ObjectNode body) -> {
            if (wrong.startsWith("approved")) {
                body.putObject("approval").put("reason", "I feel well.");
            } else {
                body.put("startsOn", LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
            }
        });

        (wrong.endsWith("patient") ? wish.by(Tokens.patient(Assessed.patient(assessment))) : wish)
                .post()
                .then()
                .statusCode(409)
                .body("disposition", equalTo("EMERGENCY"));

        assertThat(work(assessment)).containsExactly("EMERGENCY of " + Assessed.id(assessment));
    }

    @Test
    void whoeverIsStoppedAtADoorIsToldWhy() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.alsoHas(later(assessment, Assessed.urgent()));
        at("next week", plan, assessment).then().statusCode(409);

        read(plan, assessment)
                .then()
                .statusCode(409)
                .body("cause", equalTo("TRIAGE_ANSWER"))
                .body("ruleIds", contains("H01"));

        given().auth()
                .oauth2(Tokens.clinician())
                .get(plan + "/sessions")
                .then()
                .body("frozen.cause", equalTo("TRIAGE_ANSWER"));
    }

    @Test
    void whoeverComesToSeveralDoorsAtOnceIsStoppedOnce() throws Exception {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.alsoHas(later(assessment, Assessed.urgent()));
        List<Callable<Response>> doors = Collections.nCopies(8, () -> at("plan", plan, assessment));

        try (var people = Executors.newFixedThreadPool(doors.size())) {
            for (var answer : people.invokeAll(doors)) {
                answer.get().then().statusCode(409);
            }
        }

        assertThat(freezesOf(plan)).isEqualTo(1);
    }

    private int freezesOf(String plan) throws SQLException {
        try (var connection = room.asOwner()) {
            Room.enter(connection, "north", "*");
            return Room.count(connection, "select count(*) from plan_freeze where plan = '" + idOf(plan) + "'");
        }
    }

    private static String idOf(String plan) {
        return plan.substring(plan.lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next week", "next week with it", "edit tried", "programme"})
    void thatAPlanIsFrozenDoesNotWaitLongForTriage(String door) {
        var assessment = Assessed.selfCare();
        var plan = frozen(assessment, Assessed.urgent());
        Neighbours.isSilent(LIST);
        Neighbours.isSilent("triage");

        Waited.lessThan(
                Duration.ofSeconds(3),
                () -> at(door, plan, assessment),
                answer -> answer.then()
                        .statusCode(409)
                        .body("type", equalTo("urn:scapula:problem:plan-frozen"))
                        .body("disposition", equalTo("URGENT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"next week", "edit tried", "programme"})
    void whatIsMilderThanWhatAPlanIsFrozenForDoesNotTakeItsPlace(String door) {
        var assessment = Assessed.selfCare();
        var judged = Assessed.emergency();
        var plan = frozen(assessment, judged);
        Neighbours.alsoHas(later(later(assessment, Assessed.selfCare()), Assessed.urgent()));

        at(door, plan, assessment)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-frozen"))
                .body("disposition", equalTo("EMERGENCY"))
                .body("headline", equalTo(judged.path("headline").asText()));
    }

    @Test
    void whoseOwnAnswerAClinicianHasRaisedIsStoppedAsWellAndAgain() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.says("triage", raised(assessment, "URGENT").toString());
        at("next week", plan, assessment).then().statusCode(409);
        var first = read(plan, assessment).statusCode();
        Neighbours.says("triage", raised(assessment, "SELF_CARE").toString());
        at("thaw", plan, assessment).then().statusCode(200);
        var thawed = read(plan, assessment).statusCode();
        Neighbours.says("triage", raised(assessment, "URGENT").toString());

        at("next week", plan, assessment).then().statusCode(409);

        assertThat(List.of(first, thawed, read(plan, assessment).statusCode())).containsExactly(409, 200, 409);
    }

    /// The same answer, of which a clinician says what holds.
    private static ObjectNode raised(ObjectNode assessment, String disposition) {
        return Assessed.reviewed(assessment.deepCopy(), disposition);
    }

    /// As acute pain is after a week, whoever has answered again.
    @Test
    void whereNobodyCanTellTheNewestNobodyIsToldToAnswerOnceMore() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.says(
                "triage",
                assessment
                        .put(
                                "assessedAt",
                                Instant.now().minus(Duration.ofDays(10)).toString())
                        .toString());
        Neighbours.answersStatus(LIST, 500);

        at("next week", plan, assessment).then().statusCode(503).header("Retry-After", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"URGENT", "ROUTINE_CLINICIAN"})
    void whoNamesAnOlderGraverAnswerHearsOfTheNewest(String disposition) {
        var older = said(disposition);
        var newer = later(older, Assessed.selfCare());
        Neighbours.alsoHas(newer);

        Wish.after(older)
                .post()
                .then()
                .statusCode(409)
                .body("ruleIds", contains("H03"))
                .body("assessmentId", equalTo(Assessed.id(newer)));
    }

    @Test
    void anAnswerThatMayBeOverStopsNobodyWhereTheNewestIsNotKnown() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var urgent = later(assessment, Assessed.urgent());
        Neighbours.alsoHas(urgent);
        Neighbours.answersStatus(LIST, 500);

        Wish.after(urgent).post().then().statusCode(409);

        read(plan, assessment).then().statusCode(200);
    }

    @Test
    void anEmergencyThatTheClinicHasSeenToIsNotToldAgainByALookAhead() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.alsoHas(later(assessment, Assessed.emergency()));
        at("programme", plan, assessment).then().statusCode(409);
        BookingRequestsApiTest.doneWith(Assessed.patient(assessment));

        at("programme", plan, assessment).then().statusCode(409);
        at("edit tried", plan, assessment).then().statusCode(409);

        assertThat(work(assessment)).isEmpty();
    }

    @Test
    void whatToDoNowDoesNotWaitForADatabaseThatIsBusy() throws SQLException {
        var assessment = Assessed.emergency();
        Neighbours.alsoHas(assessment);
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("lock table planner.work_item in access exclusive mode");

            Waited.lessThan(
                    Duration.ofSeconds(4),
                    () -> Wish.after(assessment).post(),
                    answer -> answer.then().statusCode(409).body("disposition", equalTo("EMERGENCY")));
        }

        Waited.until(() -> work(assessment).equals(List.of("EMERGENCY of " + Assessed.id(assessment))));
    }

    private static Response read(String plan, JsonNode assessment) {
        return given().auth()
                .oauth2(Tokens.patient(Assessed.patient(assessment)))
                .get(plan);
    }

    @Test
    void anOlderAnswerThatForbadeExerciseStopsNobodyWhoWasAskedSince() {
        var older = Assessed.emergency();
        Neighbours.alsoHas(older);

        Wish.after(later(older, Assessed.selfCare())).post().then().statusCode(201);
    }

    @Test
    void anApprovalIsOfTheAnswerThatWasApprovedAndOfNoNewerOne() {
        var assessment = answered(Assessed.routine());
        var newer = later(assessment, answered(Assessed.routine()));
        Neighbours.alsoHas(newer);

        var approved = Wish.after(assessment)
                .with((ObjectNode body) -> body.putObject("approval").put("reason", "Examined."));

        approved.post()
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("assessmentId", equalTo(Assessed.id(newer)));
    }

    @Test
    void whatSomebodyElseWasToldStopsNobody() {
        var assessment = Assessed.selfCare();
        var other = Assessed.emergency()
                .put("assessedAt", Instant.now().plusSeconds(1).toString());
        Neighbours.alsoHas(other);

        Wish.after(assessment).post().then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "plan of the patient", "next week", "edit", "programme", "thaw"})
    void whereTriageDoesNotSayWhatItSaidLastThereIsNoGuess(String door) {
        var assessment = Assessed.selfCare();
        var plan = door.equals("thaw")
                ? frozen(assessment)
                : Wish.fromToday(assessment).post().header("Location");
        Neighbours.answersStatus(LIST, 500);

        at(door, plan, assessment)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:scapula:problem:unavailable"));
    }

    @Test
    void aListThatNeverComesCostsNoMoreThanThreeSeconds() {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.isSilent(LIST);

        Waited.lessThan(
                Duration.ofSeconds(3),
                wish::post,
                answer -> answer.then().statusCode(503).header("Retry-After", notNullValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assessments\": []}",
                "{\"assessments\": [null]}",
                "{\"assessments\": [{\"id\": \"019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01\"}]}",
                "{}",
                "[]",
                "none"
            })
    void aListThatSaysNothingIsNoAnswer(String list) {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.says(LIST, list);

        wish.post().then().statusCode(503).header("Retry-After", notNullValue());
    }

    @Test
    void aSecondTryIsMadeForTheList() {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.answersStatusFirst(LIST, 503);

        wish.post().then().statusCode(201);
    }

    @Test
    void whatTheNamedAnswerSaysIsNotLostWhereTheListIs() {
        var wish = Wish.after(Assessed.emergency());
        Neighbours.answersStatus(LIST, 500);

        wish.post()
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo("EMERGENCY"));
    }

    @Test
    void thatTheNewestForbidsExerciseIsSaidEvenWhereItsWordsCannotBeRead() {
        var wish = Wish.after(Assessed.selfCare());
        var gone = UUID.randomUUID();
        Neighbours.says(LIST, """
                {"assessments": [{"id": "%s", "assessedAt": "%s", "effectiveDisposition": "EMERGENCY"}]}""".formatted(gone, Instant.now().plusSeconds(1)));

        wish.post()
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo("EMERGENCY"))
                .body("headline", equalTo(Words.ANOTHER_ANSWER))
                .body("doNow", equalTo(Words.READ_THE_OTHER_ANSWER))
                .body("assessmentId", equalTo(gone.toString()));
    }

    private static Response at(String door, String plan, JsonNode assessment) {
        return switch (door) {
            case "plan" -> Wish.after(assessment).post();
            case "plan of the patient" ->
                Wish.after(assessment)
                        .by(Tokens.patient(Assessed.patient(assessment)))
                        .post();
            case "next week" -> to(plan + "/next-week", "{}");
            case "next week with it" ->
                to(plan + "/next-week", "{\"assessmentId\": \"" + Assessed.id(assessment) + "\"}");
            case "edit", "edit tried" -> to(plan + "/edits", edits(door.equals("edit tried")));
            case "programme" -> to(plan + "/programme", NewProgramme.EXAMPLE);
            case "thaw", "thaw with it" -> thaw(plan, assessment);
            default -> throw new IllegalArgumentException(door);
        };
    }

    private static String edits(boolean dryRun) {
        return "{\"changes\": [{\"op\": \"REMOVE\", \"exerciseId\": \"cat-cow\"}], \"reason\": \"Seen today.\", \"dryRun\": "
                + dryRun + "}";
    }

    private static Response thaw(String plan, JsonNode assessment) {
        return to(plan + "/thaw", "{\"assessmentId\": \"" + Assessed.id(assessment) + "\"}");
    }

    private static Response to(String address, String body) {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(body)
                .post(address);
    }

    private static String frozen(JsonNode assessment) {
        return frozen(assessment, Assessed.emergency());
    }

    private static String frozen(JsonNode assessment, ObjectNode judged) {
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.says("triage-judgement", later(assessment, judged).toString());
        Logbook.log(
                        plan,
                        Logbook.entry(
                                LocalDate.now(ZoneOffset.UTC),
                                said -> said.putObject("newSymptoms").put("saddleNumb", "yes")))
                .then()
                .statusCode(409);
        return plan;
    }

    private static ObjectNode said(String disposition) {
        return switch (disposition) {
            case "EMERGENCY" -> Assessed.emergency();
            case "URGENT" -> Assessed.urgent();
            default -> Assessed.routine();
        };
    }

    /// With every question about warning signs answered.
    private static ObjectNode answered(ObjectNode assessment) {
        assessment.putArray("unknownRedFlags");
        return assessment;
    }

    /// Of the same patient, and given after the other.
    private static ObjectNode later(JsonNode before, ObjectNode answer) {
        return answer.put("patient", Assessed.patient(before))
                .put(
                        "assessedAt",
                        Instant.parse(before.path("assessedAt").asText())
                                .plusSeconds(1)
                                .toString());
    }
}
