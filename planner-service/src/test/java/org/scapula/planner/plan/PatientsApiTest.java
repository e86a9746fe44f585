package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.issuer.Claims;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// What a person may ask of all who keep records about them: to see everything, and to have nothing left.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class PatientsApiTest {

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    PatientsApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "patient"})
    void everythingOfAllServicesIsOneDocument(String who) {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);
        var plan = Wish.after(assessment).plan();
        var token = who.equals("admin") ? Tokens.admin() : Tokens.patient(patient);

        var answer = export(patient, token);

        answer.then()
                .statusCode(200)
                .body("patient", equalTo(patient))
                .body("exportedAt", notNullValue())
                .body("services.service", contains("planner-service", "triage-service", "catalog-service"))
                .body("services[0].records.plans", hasSize(1))
                .body(
                        "services[0].records.plans[0].plan.planId",
                        equalTo(plan.path("planId").asText()))
                .body("services[0].records.plans[0].madeFrom.wanted.minutesPerSession", equalTo(20))
                .body("services[0].acts.act", hasItem("plan.create"))
                .body("services[1].records.assessments[0].remark", equalTo(Recorded.MARK + "triage-service"))
                .body("services[2].records.drafts[0].remark", equalTo(Recorded.MARK + "catalog-service"));
    }

    @Test
    void thePlansOfOthersAreNotInIt() {
        var mine = Assessed.selfCare();
        Wish.after(mine).post().then().statusCode(201);
        var others = Wish.after(Assessed.selfCare()).plan();

        var answer = export(Assessed.patient(mine), Tokens.admin());

        assertThat(answer.asString()).doesNotContain(others.path("planId").asText());
    }

    @ParameterizedTest
    @CsvSource({"triage-records, 500", "catalog-records, 500", "triage-records, 404", "catalog-records, 301"})
    void withOneServiceMissingThereIsNoHalfDocument(String neighbour, int status) {
        var assessment = Assessed.selfCare();
        Wish.after(assessment).post().then().statusCode(201);
        Neighbours.answersStatus(neighbour, status);

        isNoDocument(export(Assessed.patient(assessment), Tokens.admin()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage-records", "catalog-records"})
    void aServiceThatAnswersForAnotherPersonOrAnotherServiceIsNotBelieved(String neighbour) {
        var patient = "p-1";

        for (var answer : List.of(
                Recorded.export("triage-service", "assessments", "p-2"),
                Recorded.export("planner-service", "assessments", patient),
                "{}",
                "<html>")) {
            Neighbours.says(neighbour, answer);

            isNoDocument(export(patient, Tokens.admin()));
        }
    }

    @Test
    void aServiceThatFailsOnceIsAskedAgain() {
        Neighbours.answersStatusFirst("triage-records", 503);
        Neighbours.answersStatusFirst("catalog-records", 500);

        export("p-1", Tokens.admin()).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"GET, scapula-triage", "GET, scapula-catalog", "DELETE, scapula-triage", "DELETE, scapula-catalog"})
    void aTokenThatIsNotMeantForAllDoesNothingAnywhere(String method, String missing) {
        var assessment = Assessed.selfCare();
        var address = Wish.after(assessment).post().header("Location");
        var audiences = Claims.SERVICES.stream()
                .filter(audience -> !audience.equals(missing))
                .toArray(String[]::new);
        var token = Tokens.of(Claims.of("admin", "north").audiences(audiences));

        var answer = given().auth().oauth2(token).request(method, "/patients/" + Assessed.patient(assessment));

        answer.then()
                .statusCode(403)
                .body("type", equalTo("urn:scapula:problem:forbidden"))
                .body("detail", containsString(missing));
        given().auth().oauth2(Tokens.clinician()).get(address).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whereAServiceRefusesTheTokenThereIsNoDocumentAndNoCallToComeBack(int status) {
        Neighbours.answersStatus("triage-records", status);

        export("p-1", Tokens.admin())
                .then()
                .statusCode(403)
                .body("detail", containsString("scapula-triage"))
                .header("Retry-After", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Maria", "1980-02-29", "p%201", "19800229"})
    void whatIsNoReferenceOfAPatientIsNotFound(String patient) {
        for (var method : List.of("GET", "DELETE")) {
            given().urlEncodingEnabled(false)
                    .auth()
                    .oauth2(Tokens.admin())
                    .request(method, "/patients/" + patient)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void whoIsErasedIsGoneInAllServicesAndToSayItAgainIsNoError() throws SQLException {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);
        var address = Wish.after(assessment).post().header("Location");

        var first = erase(patient);
        var again = erase(patient);

        first.then()
                .statusCode(200)
                .body("erasedAt", notNullValue())
                .body("removed.planner-service.plans", equalTo(1))
                .body("removed.triage-service.assessments", equalTo(3))
                .body("removed.catalog-service.drafts", equalTo(3));
        again.then().statusCode(200).body("removed.planner-service.plans", equalTo(0));
        given().auth().oauth2(Tokens.clinician()).get(address).then().statusCode(404);
        assertThat(room.placesWith(patient)).isEmpty();
        assertThat(room.placesWith(Assessed.id(assessment))).isEmpty();
    }

    @Test
    void theSamePatientReferenceOfAnotherClinicIsSomebodyElse() {
        var assessment = Assessed.selfCare();
        var address = Wish.after(assessment).post().header("Location");

        given().auth()
                .oauth2(Tokens.at("south").admin())
                .delete("/patients/" + Assessed.patient(assessment))
                .then()
                .statusCode(200)
                .body("removed.planner-service.plans", equalTo(0));

        given().auth().oauth2(Tokens.clinician()).get(address).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"triage-records, triage-service, catalog-service", "catalog-records, catalog-service, triage-service"})
    void whatCouldNotBeErasedIsNamedAndToRepeatItFinishes(String neighbour, String open, String done)
            throws SQLException {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);
        Wish.after(assessment).post().then().statusCode(201);
        Neighbours.answersStatus(neighbour, 500);

        var half = erase(patient);
        Neighbours.areFine();
        var whole = erase(patient);

        half.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("repeat", contains(open))
                .body("done", not(hasKey(open)))
                .body("done", hasKey(done))
                .body("done.planner-service.plans", equalTo(1));
        whole.then().statusCode(200).body("removed", hasKey(open));
        assertThat(room.placesWith(patient)).isEmpty();
    }

    @Test
    void anErasureThatIsRefusedOnTheWaySaysHowFarItWent() {
        Neighbours.answersStatus("triage-records", 403);

        erase("p-3")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:scapula:problem:forbidden"))
                .body("repeat", contains("triage-service"))
                .body("done", hasKey("planner-service"))
                .body("done", hasKey("catalog-service"));
    }

    /// Triage goes on giving the assessment here, as it may for a moment: the planner's fence alone must hold.
    @Test
    void whoIsErasedWhilePlansAreMadeForThemLeavesNothing() throws Exception {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);
        var wish = Wish.after(assessment);
        wish.post().then().statusCode(201);
        var underWay = new CountDownLatch(12);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var posts = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> statuses(wish, underWay)))
                    .toList();
            underWay.await();
            var erased = erase(patient);
            var statuses = posts.stream().flatMap(it -> done(it).stream()).toList();

            erased.then().statusCode(200);
            assertThat(statuses).contains(201, 409).containsOnly(201, 409);
        }
        assertThat(room.placesWith(patient)).isEmpty();
        assertThat(room.placesWith(Assessed.id(assessment))).isEmpty();
        wish.post()
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:patient-erased"))
                .header("Retry-After", notNullValue());
    }

    private static List<Integer> statuses(Wish wish, CountDownLatch underWay) {
        return IntStream.range(0, 10)
                .map(time -> {
                    var status = wish.sent();
                    underWay.countDown();
                    return status;
                })
                .boxed()
                .toList();
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void isNoDocument(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("services", nullValue())
                .body("patient", nullValue());
        assertThat(answer.asString()).doesNotContain(Recorded.MARK);
    }

    private static Response export(String patient, String token) {
        return given().auth().oauth2(token).get("/patients/" + patient);
    }

    private static Response erase(String patient) {
        return given().auth().oauth2(Tokens.admin()).delete("/patients/" + patient);
    }
}
