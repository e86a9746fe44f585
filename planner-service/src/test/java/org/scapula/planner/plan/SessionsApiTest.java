package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.FhirJudge;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// A plan that is lived with: sessions are logged, something new freezes it, and a week follows the week.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class SessionsApiTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String[] ALL_DAYS = {"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};
    private static final String SADDLE = "{\"saddleNumb\": \"yes\"}";

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    SessionsApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void whatIsLoggedIsReadAgain() {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        Logbook.log(plan, Logbook.entry(TODAY, said -> {}))
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"));

        sessions(plan)
                .then()
                .statusCode(200)
                .body("sessions", hasSize(1))
                .body("sessions[0].done", equalTo("DONE"))
                .body("sessions[0].painDuring", equalTo(2))
                .body("sessions[0].revision", equalTo(1))
                .body("frozen", nullValue());
    }

    @Test
    void saidWordForWordAgainItIsNoNewsAndSaidOtherwiseItIsARevision() {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");
        Logbook.log(plan, Logbook.entry(TODAY, said -> {})).then().statusCode(201);

        Logbook.log(plan, Logbook.entry(TODAY, said -> {})).then().statusCode(200);
        Logbook.log(plan, Logbook.entry(TODAY, said -> said.put("painDuring", 4)))
                .then()
                .statusCode(201)
                .body("sessions", hasSize(1))
                .body("sessions[0].revision", equalTo(2))
                .body("sessions[0].painDuring", equalTo(4));
    }

    @Test
    void manyWhoLogTheSameSessionAtOnceAreAllKept() throws Exception {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(pain -> threads.submit(() ->
                            Logbook.log(plan, Logbook.entry(TODAY, said -> said.put("painDuring", pain)))))
                    .toList();
            for (Future<Response> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(201);
            }
        }

        sessions(plan).then().body("sessions", hasSize(1)).body("sessions[0].revision", equalTo(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date | \"2031-01-01\" | /date",
                "session | 3 | /date",
                "painDuring | 11 | /painDuring",
                "painNextMorning | 3 | /painNextMorning",
                "exercises | [{\"exerciseId\": \"nobody\", \"rating\": \"FINE\"}] | /exercises/0/exerciseId",
                "newSymptoms | null | /newSymptoms",
                "painTomorrow | 3 | /painTomorrow"
            })
    void whatDoesNotFitIsRefusedAndTheFieldIsNamed(String field, String value, String pointer) {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        var answer = Logbook.log(plan, Logbook.entry(TODAY, said -> said.set(field, Wish.json(value))));

        answer.then().statusCode(422).body("errors.pointer", hasItem(pointer));
        sessions(plan).then().body("sessions", hasSize(0));
    }

    @Test
    void aNewWarningSignFreezesThePlanWithWhatTriageSaysOfIt() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var fresh = of(assessment, Assessed.emergency());
        triageJudges(fresh);

        var answer = Logbook.log(plan, withSymptoms(SADDLE));

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-frozen"))
                .body("disposition", equalTo("EMERGENCY"))
                .body("headline", equalTo(fresh.path("headline").asText()))
                .body("doNow", notNullValue())
                .body("assessmentId", equalTo(Assessed.id(fresh)))
                .body("ruleIds", contains("H05"));
        assertThat(Neighbours.judged().path("answers").path("saddleNumb").asText())
                .isEqualTo("yes");
        assertThat(Neighbours.judged().path("replaces").asText()).isEqualTo(Assessed.id(assessment));
        sessions(plan).then().body("state", equalTo("FROZEN")).body("sessions", hasSize(1));
    }

    @Test
    void aFrozenPlanIsNotReadOnByThePatientAndNoOtherTakesItsPlace() {
        var assessment = Assessed.selfCare();
        var plan = frozen(assessment);
        var patient = Tokens.patient(Assessed.patient(assessment));

        given().auth().oauth2(patient).get(plan).then().statusCode(409).body("disposition", equalTo("EMERGENCY"));
        given().auth().oauth2(Tokens.clinician()).get(plan).then().statusCode(200);
        Wish.after(assessment).post().then().statusCode(409).body("type", equalTo("urn:scapula:problem:plan-frozen"));
        next(plan, "{}").then().statusCode(409).body("type", equalTo("urn:scapula:problem:plan-frozen"));
    }

    @Test
    void onlyALaterAssessmentThatSaysSelfCareThaws() {
        var assessment = Assessed.selfCare();
        var plan = frozen(assessment);

        Neighbours.says("triage", assessment.toString());
        thaw(plan, assessment).then().statusCode(409);
        var stillBad = of(assessment, Assessed.urgent());
        Neighbours.says("triage", stillBad.toString());
        thaw(plan, stillBad).then().statusCode(409);
        var good = of(assessment, Assessed.selfCare());
        Neighbours.says("triage", good.toString());
        thaw(plan, good).then().statusCode(200).body("state", equalTo("ACTIVE"));

        given().auth()
                .oauth2(Tokens.patient(Assessed.patient(assessment)))
                .get(plan)
                .then()
                .statusCode(200);
    }

    @Test
    void aClinicianWhoReviewsTheJudgementThaws() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var fresh = of(assessment, Assessed.routine());
        triageJudges(fresh);
        Logbook.log(plan, withSymptoms(SADDLE)).then().statusCode(409);

        Neighbours.says("triage", Assessed.reviewed(fresh, "SELF_CARE").toString());

        thaw(plan, fresh).then().statusCode(200).body("state", equalTo("ACTIVE"));
    }

    @Test
    void anAssessmentOfSomebodyElseThawsNothing() {
        var plan = frozen(Assessed.selfCare());
        var other = Assessed.selfCare();
        Neighbours.says("triage", other.toString());

        thaw(plan, other).then().statusCode(422).body("errors.pointer", hasItem("/assessmentId"));
    }

    @ParameterizedTest
    @CsvSource({"500", "503"})
    void whereTriageCannotBeAskedThePlanIsFrozenAllTheSame(int status) {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Neighbours.answersStatus("triage-judgement", status);

        Logbook.log(plan, withSymptoms(SADDLE))
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("headline", notNullValue())
                .body("doNow", notNullValue());

        sessions(plan).then().body("state", equalTo("FROZEN")).body("frozen.disposition", nullValue());
        given().auth()
                .oauth2(Tokens.patient(Assessed.patient(assessment)))
                .get(plan)
                .then()
                .statusCode(409);
    }

    @Test
    void whatTriageDoesNotKnowIsRefusedAndNothingIsStored() {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        Logbook.log(plan, withSymptoms("{\"noSuchFinding\": \"yes\"}"))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/newSymptoms"));

        sessions(plan).then().body("state", equalTo("ACTIVE")).body("sessions", hasSize(0));
    }

    @Test
    void whereTriageSaysSelfCareOfWhatIsNewThePersonGoesOn() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        triageJudges(of(assessment, Assessed.selfCare()));

        Logbook.log(plan, withSymptoms("{\"nprsNow\": 3}"))
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"));
    }

    @Test
    void twoBadMorningsInARowReopenTriage() throws SQLException {
        var assessment = Assessed.selfCare();
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 3);
        var pain = assessment.at("/picture/nprs").asInt();

        Logbook.log(plan, Logbook.entry(TODAY.minusDays(3), said -> said.put("painNextMorning", pain + 2)))
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"))
                .body("sessions[0].means[0].ruleIds", contains("H43"));
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(2), said -> said.put("painNextMorning", pain + 2)))
                .then()
                .statusCode(201)
                .body("state", equalTo("FROZEN"))
                .body("frozen.cause", equalTo("BAD_MORNINGS"));

        given().auth()
                .oauth2(Tokens.patient(Assessed.patient(assessment)))
                .get(plan)
                .then()
                .statusCode(409)
                .body("ruleIds", contains("H43"));
    }

    @Test
    void twoBadMorningsAreInARowOverTheTurnOfTheWeekToo() throws SQLException {
        var assessment = Assessed.selfCare();
        var bad = assessment.at("/picture/nprs").asInt() + 2;
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 9);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(9), said -> said.put("painNextMorning", bad)))
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"));
        var next = daysAgo(next(plan, "{}").header("Location"), 2);

        Logbook.log(next, Logbook.entry(TODAY.minusDays(2), said -> said.put("painNextMorning", bad)))
                .then()
                .statusCode(201)
                .body("state", equalTo("FROZEN"))
                .body("frozen.cause", equalTo("BAD_MORNINGS"));
    }

    @Test
    void twoSessionsOfOneDayHaveOneMorning() throws SQLException {
        var assessment = Assessed.selfCare();
        var bad = assessment.at("/picture/nprs").asInt() + 2;
        var twice = Wish.fromToday(assessment).with(wish -> wish.put("sessionsPerDay", 2));
        var plan = daysAgo(twice.post().header("Location"), 3);

        for (int bout = 1; bout <= 2; bout++) {
            int session = bout;
            Logbook.log(
                            plan,
                            Logbook.entry(
                                    TODAY.minusDays(3),
                                    said -> said.put("session", session).put("painNextMorning", bad)))
                    .then()
                    .statusCode(201)
                    .body("state", equalTo("ACTIVE"));
        }
    }

    @Test
    void aBadMorningThatIsToldLateMayBeTheSecondOfTwo() throws SQLException {
        var assessment = Assessed.selfCare();
        var bad = assessment.at("/picture/nprs").asInt() + 2;
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 4);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(4), said -> said.put("painNextMorning", bad)))
                .then()
                .statusCode(201);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(2), said -> said.put("painNextMorning", 0)))
                .then()
                .statusCode(201);

        Logbook.log(plan, Logbook.entry(TODAY.minusDays(3), said -> said.put("painNextMorning", bad)))
                .then()
                .statusCode(201)
                .body("state", equalTo("FROZEN"))
                .body("frozen.cause", equalTo("BAD_MORNINGS"));
    }

    /// An answer of triage from before it does not let them go on.
    @Test
    void whoeverIsStoppedAlreadyIsStoppedByASecondBadMorningToo() throws SQLException {
        var assessment = Assessed.selfCare();
        var bad = assessment.at("/picture/nprs").asInt() + 2;
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 3);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(3), said -> said.put("painNextMorning", bad)))
                .then()
                .statusCode(201);
        Neighbours.answersStatus("triage-judgement", 500);
        Logbook.log(
                        plan,
                        Logbook.entry(
                                TODAY.minusDays(2), said -> said.set("newSymptoms", Wish.json("{\"nprsNow\": 3}"))))
                .then()
                .statusCode(503);
        var between = Assessed.selfCare().put("patient", Assessed.patient(assessment));
        Neighbours.says("triage", between.toString());

        Logbook.log(plan, Logbook.entry(TODAY.minusDays(2), said -> said.put("painNextMorning", bad)))
                .then()
                .statusCode(201)
                .body("state", equalTo("FROZEN"));

        thaw(plan, between).then().statusCode(409).body("ruleIds", contains("H43"));
        var later = of(assessment, Assessed.selfCare());
        Neighbours.says("triage", later.toString());
        thaw(plan, later).then().statusCode(200).body("state", equalTo("ACTIVE"));
    }

    /// What is new may be harmless; two bad mornings are not, whatever else is said with them.
    @Test
    void somethingNewThatIsHarmlessDoesNotHideASecondBadMorning() throws SQLException {
        var assessment = Assessed.selfCare();
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 3);
        var pain = assessment.at("/picture/nprs").asInt();
        triageJudges(of(assessment, Assessed.selfCare()));
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(3), said -> said.put("painNextMorning", pain + 2)))
                .then()
                .statusCode(201);

        Logbook.log(
                        plan,
                        Logbook.entry(
                                TODAY.minusDays(2),
                                said -> said.put("painNextMorning", pain + 2)
                                        .putObject("newSymptoms")
                                        .put("nprsNow", 3)))
                .then()
                .statusCode(201)
                .body("state", equalTo("FROZEN"))
                .body("frozen.cause", equalTo("BAD_MORNINGS"));
    }

    @Test
    void theWeekAfterGoesOnFromWhatWasLogged() throws SQLException {
        var assessment = Assessed.selfCare(it ->
                it.put("assessedAt", Instant.now().minus(2, ChronoUnit.DAYS).toString()));
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 7);
        for (var day = 7; day > 0; day--) {
            Logbook.log(plan, Logbook.entry(TODAY.minusDays(day), said -> said.put("painNextMorning", 1)))
                    .then()
                    .statusCode(201);
        }

        var next = next(plan, "{\"minutesPerSession\": 25}");

        next.then()
                .statusCode(201)
                .body("weekIndex", equalTo(2))
                .body("startsOn", equalTo(TODAY.toString()))
                .body("previousPlanId", equalTo(id(plan)))
                .body("patient.minutesPerSession", equalTo(25))
                .body("progress.step", equalTo("UP"))
                .body("history", hasSize(1))
                .body("history[0].planId", equalTo(id(plan)))
                .body("history[0].maxPain", equalTo(2));
        assertThat(next.jsonPath().getList("progress.changes")).isNotEmpty();
    }

    @Test
    void aWeekThatNobodyLoggedIsNotBuiltOn() throws SQLException {
        var plan = daysAgo(Wish.fromToday(Assessed.selfCare()).post().header("Location"), 7);

        next(plan, "{}").then().statusCode(201).body("progress.step", equalTo("RESTART"));
    }

    @Test
    void aFlareAsksForTriageFirst() throws SQLException {
        var assessment = Assessed.selfCare(it ->
                it.put("assessedAt", Instant.now().minus(2, ChronoUnit.DAYS).toString()));
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 7);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(2), said -> said.put("painDuring", 7)))
                .then()
                .statusCode(201)
                .body("sessions[0].means[0].ruleIds", hasItem("H42"));

        next(plan, "{}")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:plan-refused"))
                .body("refusal.ruleIds", contains("H03"));
        var fresh = of(assessment, Assessed.selfCare());
        Neighbours.says("triage", fresh.toString());
        next(plan, "{\"assessmentId\": \"" + Assessed.id(fresh) + "\"}")
                .then()
                .statusCode(201)
                .body("progress.step", equalTo("FLARE"));
    }

    @Test
    void nobodyGetsAroundAFlareByAskingForAFirstWeek() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        Logbook.log(plan, Logbook.entry(TODAY, said -> said.put("painDuring", 6)))
                .then()
                .statusCode(201);

        Wish.after(assessment)
                .post()
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("ruleIds", contains("H03"));
        var anew = Wish.after(of(assessment, Assessed.selfCare()))
                .with("days", ALL_DAYS)
                .plan();
        assertThat(anew.at("/progress/step").asText()).isEqualTo("FLARE");
        assertThat(anew.path("previousPlanId").asText()).isEqualTo(id(plan));
        assertThat(quietDays(anew)).isNotEmpty().isSubsetOf("MOBILITY", "AEROBIC");
        assertThat(anew.path("selfCareClock").findValuesAsText("adviceId"))
                .contains("desk-break-each-hour")
                .doesNotContain("overhead-reach-at-breaks");
    }

    @Test
    void painThatStaysIsAFlareForANewPlanToo() throws SQLException {
        var assessment = Assessed.selfCare();
        var risen = assessment.at("/picture/nprs").asInt() + 2;
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 4);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(4), said -> said.put("painNextMorning", risen)))
                .then()
                .statusCode(201);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(1), said -> said.put("painBefore", risen)))
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"));

        Wish.after(assessment)
                .post()
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("ruleIds", contains("H03"));
        Wish.after(of(assessment, Assessed.selfCare()))
                .post()
                .then()
                .statusCode(201)
                .body("progress.step", equalTo("FLARE"));
    }

    @Test
    void whatHurtIsNotInANewPlanEither() throws SQLException {
        var assessment = Assessed.selfCare();
        var made = Wish.fromToday(assessment).post();
        var slug = made.jsonPath().getString("week[0].sessions[0].items[0].exerciseId");
        var plan = daysAgo(made.header("Location"), 2);
        var hurts = "[{\"exerciseId\": \"%s\", \"rating\": \"HURTS\"}]".formatted(slug);
        Logbook.log(plan, Logbook.entry(TODAY.minusDays(2), said -> said.set("exercises", Wish.json(hurts))))
                .then()
                .statusCode(201);

        var anew = Wish.fromToday(assessment).plan();

        assertThat(anew.at("/week").findValuesAsText("exerciseId")).isNotEmpty().doesNotContain(slug);
        assertThat(anew.path("weekIndex").asInt()).isEqualTo(1);
        assertThat(anew.at("/progress/step").asText()).isEqualTo("HOLD");
    }

    @Test
    void whatHurtInABreakAtTheDeskIsNotInANewPlanEither() throws SQLException {
        var assessment = Assessed.selfCare();
        var made = Wish.fromToday(assessment).post();
        var inTheSession = made.jsonPath().getList("week[0].sessions[0].items.exerciseId", String.class);
        var slug = made.jsonPath().getList("movementBreak.items.exerciseId", String.class).stream()
                .filter(it -> !inTheSession.contains(it))
                .findFirst()
                .orElseThrow();
        var plan = daysAgo(made.header("Location"), 2);
        var hurts = "[{\"exerciseId\": \"%s\", \"rating\": \"HURTS\"}]".formatted(slug);

        Logbook.log(plan, Logbook.entry(TODAY.minusDays(2), said -> said.set("exercises", Wish.json(hurts))))
                .then()
                .statusCode(201);

        var anew = Wish.fromToday(assessment).plan();
        assertThat(anew.at("/movementBreak/items").findValuesAsText("exerciseId"))
                .isNotEmpty()
                .doesNotContain(slug);
        assertThat(anew.at("/week").findValuesAsText("exerciseId")).doesNotContain(slug);
    }

    @Test
    void aPlanThatNobodyLivedByLeavesNoTraceInTheNext() {
        var assessment = Assessed.selfCare();
        Wish.fromToday(assessment).post().then().statusCode(201);

        Wish.fromToday(assessment)
                .post()
                .then()
                .statusCode(201)
                .body("progress.step", equalTo("START"))
                .body("previousPlanId", nullValue());
    }

    @Test
    void afterThreeWeeksWithoutAPlanThePersonStartsAnew() throws SQLException {
        var assessment = Assessed.selfCare();
        var older = daysAgo(Wish.fromToday(assessment).post().header("Location"), 28);
        Logbook.log(older, Logbook.entry(TODAY.minusDays(28), said -> {}))
                .then()
                .statusCode(201);

        Wish.fromToday(assessment).post().then().statusCode(201).body("progress.step", equalTo("START"));
        var recent = daysAgo(Wish.fromToday(assessment).post().header("Location"), 27);
        Logbook.log(recent, Logbook.entry(TODAY.minusDays(21), said -> {}))
                .then()
                .statusCode(201);
        Wish.fromToday(assessment)
                .post()
                .then()
                .statusCode(201)
                .body("progress.step", equalTo("RESTART"))
                .body("previousPlanId", equalTo(id(recent)));
    }

    @Test
    void nobodyGoesOnFromAPlanThatAnotherCameAfter() throws SQLException {
        var assessment = Assessed.selfCare();
        var older = daysAgo(Wish.fromToday(assessment).post().header("Location"), 9);
        Logbook.log(older, Logbook.entry(TODAY.minusDays(9), said -> {})).then().statusCode(201);
        var later = Wish.fromToday(assessment).post().header("Location");
        Logbook.log(later, Logbook.entry(TODAY, said -> {})).then().statusCode(201);

        next(older, "{}")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-overtaken"))
                .body("goOnFrom", equalTo(id(later)));
    }

    @Test
    void aFlareOvertakesTheWeekThatWasMadeAhead() {
        var assessment = Assessed.selfCare();
        var patient = Tokens.patient(Assessed.patient(assessment));
        var plan = Wish.fromToday(assessment).post().header("Location");
        var ahead = next(plan, "{}").header("Location");

        Logbook.log(plan, Logbook.entry(TODAY, said -> said.put("painDuring", 8)))
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"));

        given().auth()
                .oauth2(patient)
                .get(ahead)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-overtaken"))
                .body("goOnFrom", equalTo(id(plan)));
        given().auth().oauth2(Tokens.clinician()).get(ahead).then().statusCode(200);
        sessions(ahead)
                .then()
                .body("state", equalTo("OVERTAKEN"))
                .body("overtaken.because", notNullValue())
                .body("overtaken.goOnFrom", equalTo(id(plan)));
        var carePlan = given().auth().oauth2(Tokens.clinician()).get("/fhir/CarePlan/" + id(ahead));
        FhirJudge.finds(carePlan);
        carePlan.then().body("status", equalTo("on-hold")).body("note[0].text", equalTo(Words.OVERTAKEN));
        next(ahead, "{}").then().statusCode(409).body("type", equalTo("urn:scapula:problem:plan-overtaken"));
        asked(ahead + "/edits", NewEdits.EXAMPLE)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-overtaken"))
                .body("goOnFrom", equalTo(id(plan)));
        asked(ahead + "/programme", NewProgramme.EXAMPLE)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-overtaken"))
                .body("goOnFrom", equalTo(id(plan)));
        given().auth()
                .oauth2(patient)
                .get("/patients/" + Assessed.patient(assessment) + "/records")
                .then()
                .body("records.overtakenPlans", hasSize(1));
        var fresh = of(assessment, Assessed.selfCare());
        Neighbours.says("triage", fresh.toString());
        var again = next(plan, "{\"assessmentId\": \"" + Assessed.id(fresh) + "\"}");
        again.then().statusCode(201).body("progress.step", equalTo("FLARE"));
        given().auth().oauth2(patient).get(again.header("Location")).then().statusCode(200);
    }

    @Test
    void whatHurtsOrWasTooHardOvertakesTheWeekThatWasMadeAhead() throws SQLException {
        var assessment = Assessed.selfCare();
        var made = Wish.fromToday(assessment).post();
        var plan = made.header("Location");
        var slug = made.jsonPath().getString("week[0].sessions[0].items[0].exerciseId");
        var ahead = next(plan, "{}").header("Location");
        Logbook.log(plan, Logbook.entry(TODAY, said -> said.set("exercises", rated(slug, "FINE"))))
                .then()
                .statusCode(201);
        sessions(ahead).then().body("state", equalTo("ACTIVE"));

        Logbook.log(plan, Logbook.entry(TODAY, said -> said.set("exercises", rated(slug, "TOO_HARD"))))
                .then()
                .statusCode(201);

        sessions(ahead).then().body("state", equalTo("OVERTAKEN"));
        var easier = next(plan, "{}").header("Location");
        Logbook.log(plan, Logbook.entry(TODAY, said -> said.set("exercises", rated(slug, "HURTS"))))
                .then()
                .statusCode(201);
        sessions(easier).then().body("state", equalTo("OVERTAKEN"));
        var again = next(plan, "{}");
        assertThat(Wish.json(again.asString()).at("/week").findValuesAsText("exerciseId"))
                .isNotEmpty()
                .doesNotContain(slug);
        Logbook.log(plan, Logbook.entry(TODAY, said -> said.put("effort", 6).set("exercises", rated(slug, "HURTS"))))
                .then()
                .statusCode(201);
        sessions(again.header("Location")).then().body("state", equalTo("ACTIVE"));
        Logbook.log(daysAgo(ahead, 7), Logbook.entry(TODAY, said -> {}))
                .then()
                .statusCode(201)
                .body("state", equalTo("OVERTAKEN"));
    }

    /// Of the week behind all was good that was known; a day that nobody had told of comes late.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "painDuring | 3 | HOLD",
                "painDuring | null | HOLD",
                "painNextMorning | 4 | HOLD",
                "painNextMorning | null | HOLD",
                "effort | 9 | UP",
                "effort | null | UP"
            })
    void whatIsToldLateAndIsNotGoodOvertakesAWeekThatAsksForMore(String field, String value, String step)
            throws SQLException {
        var plan = sixGoodDaysOfSeven();
        var raised = next(plan, "{}");
        raised.then().statusCode(201).body("progress.step", equalTo("UP"));

        late(plan, said -> said.set(field, Wish.json(value))).then().statusCode(201);

        sessions(raised.header("Location")).then().body("state", equalTo("OVERTAKEN"));
        var anew = next(plan, "{}");
        anew.then().statusCode(201).body("progress.step", equalTo(step));
        sessions(anew.header("Location")).then().body("state", equalTo("ACTIVE"));
    }

    /// The week ahead was made from the plan as it was before.
    @Test
    void whatIsToldLateOfAChangedPlanOvertakesAWeekThatAsksForMoreToo() throws SQLException {
        var plan = sixGoodDaysOfSeven();
        var raised = next(plan, "{}");
        raised.then().statusCode(201).body("progress.step", equalTo("UP"));
        String slug = given().auth()
                .oauth2(Tokens.clinician())
                .get(plan)
                .path("week[0].sessions[0].items.find { it.class == 'MOBILITY' }.slug");
        var changed = asked(
                plan + "/edits",
                "{\"changes\": [{\"op\": \"DOSE\", \"exerciseId\": \"" + slug
                        + "\", \"reps\": 5}], \"reason\": \"Seen today.\", \"dryRun\": false}");
        changed.then().statusCode(201);

        late(changed.header("Location"), said -> said.put("painDuring", 3))
                .then()
                .statusCode(201);

        sessions(raised.header("Location")).then().body("state", equalTo("OVERTAKEN"));
    }

    @Test
    void whatIsToldLateAndIsGoodOvertakesNothing() throws SQLException {
        var plan = sixGoodDaysOfSeven();
        var raised = next(plan, "{}").header("Location");

        late(plan, said -> {}).then().statusCode(201);

        sessions(raised).then().body("state", equalTo("ACTIVE"));
    }

    @Test
    void aSessionThatNobodyLoggedAndThatIsSkippedAfterAllIsNoNews() throws SQLException {
        var plan = sixGoodDaysOfSeven();
        var raised = next(plan, "{}").header("Location");

        late(plan, said -> said.put("done", "SKIPPED")).then().statusCode(201);

        sessions(raised).then().body("state", equalTo("ACTIVE"));
    }

    @Test
    void whatWasSaidToBeDoneAndWasNotOvertakesAWeekThatAsksForMore() throws SQLException {
        var plan = sixGoodDaysOfSeven();
        var raised = next(plan, "{}").header("Location");

        Logbook.log(plan, Logbook.skipped(TODAY.minusDays(5))).then().statusCode(201);

        sessions(raised).then().body("state", equalTo("OVERTAKEN"));
    }

    /// More than the 2 of 10 that are meant; a week that asks for no more would be the same again.
    @Test
    void aLittleMorePainOvertakesNoWeekThatStaysTheSame() {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");
        var ahead = next(plan, "{}");
        ahead.then().statusCode(201).body("progress.step", equalTo("HOLD"));

        Logbook.log(plan, Logbook.entry(TODAY, said -> said.put("painDuring", 3)))
                .then()
                .statusCode(201);

        sessions(ahead.header("Location")).then().body("state", equalTo("ACTIVE"));
    }

    /// The week ahead was made on the evening of the last session, when its morning was still to come.
    @ParameterizedTest
    @CsvSource({"4, OVERTAKEN", "1, ACTIVE"})
    void theMorningAfterTheLastSessionCountsForTheWeekThatWasMadeTheEveningBefore(int pain, String state)
            throws SQLException {
        var assessment = Assessed.selfCare(it ->
                it.put("assessedAt", Instant.now().minus(2, ChronoUnit.DAYS).toString()));
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 6);
        for (var day : List.of(6, 5, 4, 3, 2, 1)) {
            Logbook.log(plan, Logbook.entry(TODAY.minusDays(day), said -> said.put("painNextMorning", 1)))
                    .then()
                    .statusCode(201);
        }
        Logbook.log(plan, Logbook.entry(TODAY, said -> said.remove("painNextMorning")))
                .then()
                .statusCode(201);
        var raised = next(plan, "{}");
        raised.then().statusCode(201).body("progress.step", equalTo("UP"));
        room.setBack(id(plan), 1);
        room.setBackSessions(id(plan), 1);
        var ahead = daysAgo(raised.header("Location"), 1);

        Logbook.log(plan, Logbook.entry(TODAY.minusDays(1), said -> said.put("painNextMorning", pain)))
                .then()
                .statusCode(201);

        sessions(ahead).then().body("state", equalTo(state));
    }

    @Test
    void aWeekThatIsBegunIsNotTakenAwayForWhatIsMerelyNotKnownOfTheOneBefore() throws SQLException {
        var plan = sixGoodDaysOfSeven();
        var raised = next(plan, "{}").header("Location");
        Logbook.log(raised, Logbook.entry(TODAY, said -> {})).then().statusCode(201);

        late(plan, said -> said.remove("effort")).then().statusCode(201);

        sessions(raised).then().body("state", equalTo("ACTIVE"));
    }

    private String sixGoodDaysOfSeven() throws SQLException {
        var assessment = Assessed.selfCare(it ->
                it.put("assessedAt", Instant.now().minus(2, ChronoUnit.DAYS).toString()));
        var plan = daysAgo(Wish.fromToday(assessment).post().header("Location"), 7);
        for (var day : List.of(7, 6, 5, 4, 2, 1)) {
            Logbook.log(plan, Logbook.entry(TODAY.minusDays(day), said -> said.put("painNextMorning", 1)))
                    .then()
                    .statusCode(201);
        }
        return plan;
    }

    private static Response late(String plan, Consumer<ObjectNode> change) {
        return Logbook.log(
                plan, Logbook.entry(TODAY.minusDays(3), said -> change.accept(said.put("painNextMorning", 1))));
    }

    private static JsonNode rated(String slug, String rating) {
        return Wish.json("[{\"exerciseId\": \"%s\", \"rating\": \"%s\"}]".formatted(slug, rating));
    }

    /// What the first two days hold.
    private static List<String> quietDays(JsonNode plan) {
        var until = LocalDate.parse(plan.path("startsOn").asText()).plusDays(2);
        return StreamSupport.stream(plan.path("week").spliterator(), false)
                .filter(day -> LocalDate.parse(day.path("date").asText()).isBefore(until))
                .flatMap(day -> day.findValuesAsText("class").stream())
                .toList();
    }

    @Test
    void theSameExerciseIsNotRatedTwice() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = made.jsonPath().getString("week[0].sessions[0].items[0].slug");
        var twice =
                "[{\"exerciseId\": \"%1$s\", \"rating\": \"FINE\"}, {\"exerciseId\": \"%1$s\", \"rating\": \"HURTS\"}]"
                        .formatted(slug);

        Logbook.log(made.header("Location"), Logbook.entry(TODAY, said -> said.set("exercises", Wish.json(twice))))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/exercises/1/exerciseId"));
    }

    @Test
    void theWeekMustBeOverBeforeTheNextStarts() {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        next(plan, "{\"startsOn\": \"" + TODAY.plusDays(3) + "\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/startsOn"));
    }

    @Test
    void whatWasLoggedIsExportedAndErasedWithThePatient() throws SQLException {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);
        assertThat(frozen(assessment)).isNotEmpty();

        given().auth()
                .oauth2(Tokens.patient(patient))
                .get("/patients/" + patient + "/records")
                .then()
                .statusCode(200)
                .body("records.sessions", hasSize(1))
                .body("records.freezes", hasSize(1));
        given().auth()
                .oauth2(Tokens.admin())
                .delete("/patients/" + patient + "/records")
                .then()
                .statusCode(200);

        assertThat(room.placesWith(patient)).isEmpty();
    }

    private String frozen(JsonNode assessment) {
        var plan = Wish.fromToday(assessment).post().header("Location");
        triageJudges(of(assessment, Assessed.emergency()));
        Logbook.log(plan, withSymptoms(SADDLE)).then().statusCode(409);
        return plan;
    }

    private static String withSymptoms(String symptoms) {
        return Logbook.entry(TODAY, said -> said.set("newSymptoms", Wish.json(symptoms)));
    }

    private static void triageJudges(JsonNode fresh) {
        Neighbours.says("triage-judgement", fresh.toString());
    }

    /// Of the same patient, and later.
    private static ObjectNode of(JsonNode before, ObjectNode later) {
        return later.put("patient", Assessed.patient(before))
                .put("assessedAt", Instant.now().plusSeconds(1).toString());
    }

    private static Response sessions(String plan) {
        return given().auth().oauth2(Tokens.clinician()).get(plan + "/sessions");
    }

    private static Response thaw(String plan, JsonNode assessment) {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body("{\"assessmentId\": \"" + Assessed.id(assessment) + "\"}")
                .post(plan + "/thaw");
    }

    private static Response next(String plan, String body) {
        return asked(plan + "/next-week", body);
    }

    private static Response asked(String path, String body) {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static String id(String plan) {
        return plan.substring(plan.lastIndexOf('/') + 1);
    }

    /// As if it had been made so many days ago: no clock is turned back, the plan's dates are.
    private String daysAgo(String plan, int days) throws SQLException {
        room.setBack(id(plan), days);
        return plan;
    }
}
