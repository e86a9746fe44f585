package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.util.List;
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

/// Whose plan it is, who gets in with which token, and what the neighbours are shown.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class AdmissionApiTest {

    private final CircuitBreakerMaintenance breakers;

    AdmissionApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        // Of an edition that it has not read yet, the planner asks with a token of its own.
        Neighbours.publishes();
        breakers.resetAll();
    }

    @Test
    void aPlanIsForThePatientOfTheAssessmentWhoeverAsks() {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);

        var byClinician = Wish.after(assessment).by(Tokens.clinician()).plan();
        var byPatient = Wish.after(assessment).by(Tokens.patient(patient)).plan();

        assertThat(byClinician.at("/patient/reference").asText()).isEqualTo(patient);
        assertThat(byPatient.at("/patient/reference").asText()).isEqualTo(patient);
    }

    @Test
    void aPlanOfOneClinicOrOnePatientIsNotThereForAnother() {
        var assessment = Assessed.selfCare();
        var address = Wish.after(assessment).post().header("Location");

        assertThat(read(address, Tokens.clinician()).statusCode()).isEqualTo(200);
        assertThat(read(address, Tokens.patient(Assessed.patient(assessment))).statusCode())
                .isEqualTo(200);
        assertThat(read(address, Tokens.patient("p-0")).statusCode()).isEqualTo(404);
        assertThat(read(address, Tokens.at("south").clinician()).statusCode()).isEqualTo(404);
        assertThat(read(address, Tokens.at("south").patient(Assessed.patient(assessment)))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "integrator", "editor"})
    void whoIsSomethingElseAtTheClinicAndItsPatientTooReadsOnlyTheirOwn(String other) {
        var plan = Wish.after(Assessed.selfCare()).by(Tokens.clinician()).plan();
        var token = Tokens.of(Claims.of(other, "north").roles(other, "patient").patient("p-of-the-staff-1"));

        given().auth()
                .oauth2(token)
                .get("/plans/" + plan.path("planId").asText())
                .then()
                .statusCode(404);
    }

    @Test
    void withAnAssessmentOfSomebodyElseThereIsNoPlan() {
        var answer = Wish.after(Assessed.selfCare()).by(Tokens.patient("p-0")).post();

        answer.then().statusCode(422).body("errors[0].pointer", equalTo("/assessmentId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET"})
    void aTokenThatNamesNoClinicOpensNothing(String method) {
        var wish = Wish.after(Assessed.selfCare());
        var address = wish.post().header("Location");
        var token = Tokens.of(Claims.of("clinician", "north").withoutClinic());

        var answer = method.equals("POST") ? wish.by(token).post() : read(address, token);

        answer.then().statusCode(403).body("type", equalTo("urn:scapula:problem:forbidden"));
    }

    @Test
    void aPatientsTokenThatNamesNoPatientOpensNothing() {
        var token = Tokens.of(Claims.of("patient", "north"));

        var answer = Wish.after(Assessed.selfCare()).by(token).post();

        answer.then().statusCode(403).body("type", equalTo("urn:scapula:problem:forbidden"));
    }

    @Test
    void aTokenThatIsNotMeantForTriageIsNotShownThereAndMakesNoPlan() {
        var token = Tokens.of(Claims.of("clinician", "north").audiences("scapula-planner"));
        var wish = Wish.after(Assessed.selfCare()).by(token);
        Neighbours.isSilent("triage");

        var answer = wish.post();

        isForbiddenByTriage(answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whereTriageRefusesTheTokenThePersonIsToldAndTheDoorStaysOpenForOthers(int status) {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.answersStatus("triage", status);

        assertThat(IntStream.range(0, 25).map(time -> wish.sent())).containsOnly(403);

        isForbiddenByTriage(wish.post());
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
    }

    @Test
    void aRefusalOfTriageIsToldEvenWhenTheCatalogueIsGone() {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.answersStatus("triage", 403);
        Neighbours.answersStatus("catalog", 500);

        isForbiddenByTriage(wish.post());
    }

    @ParameterizedTest
    @CsvSource({"triage, 500", "triage, 503", "catalog, 500", "catalog, 503"})
    void theSecondTryCarriesTheSameTokens(String neighbour, int status) {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.answersStatusFirst(neighbour, status);

        wish.post().then().statusCode(201);
    }

    @Test
    void thePlannersOwnTokenIsFetchedOnceAndKept() {
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
        var before = Neighbours.tokensSold();

        assertThat(IntStream.range(0, 5)
                        .map(time -> Wish.after(Assessed.selfCare()).sent()))
                .containsOnly(201);

        assertThat(Neighbours.tokensSold()).isEqualTo(before);
    }

    @Test
    void aTokenThatTheCatalogueRefusesIsFetchedAnewOnce() {
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
        var before = Neighbours.tokensSold();
        Neighbours.catalogDropsTheToken();

        Wish.after(Assessed.selfCare()).post().then().statusCode(201);

        assertThat(Neighbours.tokensSold()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"401, 2", "403, 0"})
    void aCatalogueThatDoesNotLetThePlannerInIsNoFaultOfThePerson(int status, int most) {
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
        var before = Neighbours.tokensSold();
        Neighbours.answersStatus("catalog", status);

        var answer = Wish.after(Assessed.selfCare()).post();

        answer.then().statusCode(503).header("Retry-After", notNullValue()).body("planId", nullValue());
        assertThat(Neighbours.tokensSold() - before).isLessThanOrEqualTo(most);
    }

    @Test
    void whoMadeAPlanAndWhoReadItIsKept() {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);
        var address = Wish.after(assessment).post().header("Location");
        var etag = read(address, Tokens.patient(patient)).header("ETag").replace("\"", "");
        var id = address.substring(address.lastIndexOf('/') + 1);

        var acts =
                given().auth().oauth2(Tokens.admin()).queryParam("record", id).get("/audit");

        acts.then()
                .statusCode(200)
                .body("entries.act", equalTo(List.of("plan.read", "plan.create")))
                .body("entries.recordType", hasItems("plan"))
                .body("entries.recordVersion", equalTo(List.of(etag, etag)))
                .body("entries[1].actor", equalTo("clinician-1"))
                .body("entries[1].roles", equalTo(List.of("clinician")))
                .body("entries[0].actor", startsWith("patient "))
                .body("entries[0].patient", notNullValue());
        assertThat(acts.asString()).doesNotContain(patient);
    }

    private static void isForbiddenByTriage(Response answer) {
        answer.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:forbidden"))
                .body("detail", containsString("scapula-triage"))
                .header("Retry-After", nullValue())
                .body("planId", nullValue());
    }

    private static Response read(String address, String token) {
        return given().auth().oauth2(token).get(address);
    }
}
