package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.issuer.Claims;
import org.scapula.test.Forgeries;
import org.scapula.test.Tokens;

/// Who gets in where, and who sees whose.
@QuarkusTest
@WithTestResource(Lines.class)
class AccessApiTest {

    private final String patient = "p-" + UUID.randomUUID();

    @Test
    void aPatientKeepsAndReadsTheirOwn() {
        var kept = Person.withoutWarningSigns().as(Tokens.patient(patient)).asks();

        var read = as(Tokens.patient(patient)).get(kept.header("Location"));

        assertThat(kept.statusCode()).isEqualTo(201);
        assertThat(kept.jsonPath().getString("patient")).isEqualTo(patient);
        assertThat(kept.header("Cache-Control")).isEqualTo("no-store");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().getValues("Cache-Control")).containsExactly("private, no-cache");
    }

    @Test
    void aPatientMayNameThemselvesAndNobodyElse() {
        var own = Person.withoutWarningSigns()
                .as(Tokens.patient(patient))
                .about(patient)
                .asks();
        var other = Person.withoutWarningSigns()
                .as(Tokens.patient(patient))
                .about("p-2")
                .asks();

        assertThat(own.statusCode()).isEqualTo(201);
        assertRefused(other, "/patient", "unknown-value");
    }

    @Test
    void aClinicianSaysWhoseAnswersTheyAre() {
        var kept = Person.withoutWarningSigns()
                .as(Tokens.clinician())
                .about(patient)
                .asks();

        var read = as(Tokens.patient(patient)).get(kept.header("Location"));

        assertThat(kept.jsonPath().getString("patient")).isEqualTo(patient);
        assertThat(read.asByteArray()).isEqualTo(kept.asByteArray());
    }

    @Test
    void aClinicianWhoDoesNotSayWhoseIsRefused() {
        var answer = Person.withoutWarningSigns().as(Tokens.clinician()).asks();

        assertRefused(answer, "/patient", "required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Jane Miller", "JaneMiller", "1980-05-17", "19800517", "17.05.1980", "p/1", "p-1\n"})
    void aNameOrADateIsNoReference(String named) {
        var answer =
                Person.withoutWarningSigns().as(Tokens.clinician()).about(named).asks();

        assertRefused(answer, "/patient", "malformed");
    }

    @Test
    void whoseItIsAndWhatIsWrongWithTheAnswersIsSaidAtOnce() {
        var answer = Person.silent()
                .with("feverish", "maybe")
                .with("nprsNow", 11)
                .as(Tokens.clinician())
                .asks();

        assertThat(answer.jsonPath().getList("errors.pointer"))
                .containsExactlyInAnyOrder("/patient", "/answers/feverish", "/answers/nprsNow");
    }

    @Test
    void anEmergencyIsSaidEvenWhenItIsNotSaidWhose() {
        var answer = Person.withoutWarningSigns()
                .with("breathless", "yes")
                .as(Tokens.clinician())
                .asks();

        assertRefused(answer, "/patient", "required");
        assertThat(answer.jsonPath().getString("headline")).startsWith("Call 112 now.");
    }

    @Test
    void otherRolesKeepNothing() {
        for (var token : List.of(Tokens.editor(), Tokens.integrator(), Tokens.admin())) {
            assertForbidden(
                    Person.withoutWarningSigns().as(token).about(patient).asks());
        }
    }

    @Test
    void thePatientTheClinicianAndTheSchedulingSystemReadIt() {
        var location = kept();

        assertThat(Stream.of(Tokens.patient(patient), Tokens.clinician(), Tokens.integrator())
                        .map(token -> as(token).get(location).statusCode()))
                .containsOnly(200);
        assertThat(Stream.of(Tokens.editor(), Tokens.admin())
                        .map(token -> as(token).get(location).statusCode()))
                .containsOnly(403);
    }

    @Test
    void toAnotherClinicItIsNotThere() {
        var location = kept();
        var south = Tokens.at("south");
        var nowhere = as(south.clinician()).get("/assessments/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01");

        for (var token : List.of(south.clinician(), south.integrator(), south.patient(patient))) {
            var answer = as(token).get(location);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.jsonPath().getString("title"))
                    .isEqualTo(nowhere.jsonPath().getString("title"));
            assertThat(answer.body().asString()).doesNotContain(patient);
        }
    }

    @Test
    void toAnotherPatientItIsNotThere() {
        var location = kept();

        var answer = as(Tokens.patient("p-2")).get(location);

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void whoKnowsItsTagIsNotToldThatItIsThere() {
        var location = kept();
        var tag = as(Tokens.patient(patient)).get(location).header("ETag");

        var answer = as(Tokens.patient("p-2")).header("If-None-Match", tag).get(location);

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void oneOfAnotherPatientOrClinicIsNotReplaced() {
        var id = kept().replaceAll(".*/", "");

        var byAnother = Person.withoutWarningSigns()
                .as(Tokens.patient("p-2"))
                .replacing(id)
                .asks();
        var aboutAnother = Person.withoutWarningSigns()
                .as(Tokens.clinician())
                .about("p-2")
                .replacing(id)
                .asks();
        var elsewhere = Person.withoutWarningSigns()
                .as(Tokens.at("south").clinician())
                .about(patient)
                .replacing(id)
                .asks();
        var unknown = Person.withoutWarningSigns()
                .as(Tokens.patient(patient))
                .replacing("019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
                .asks();

        assertThat(unknown.statusCode()).isEqualTo(422);
        for (var answer : List.of(byAnother, aboutAnother, elsewhere)) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.jsonPath().getList("errors"))
                    .isEqualTo(unknown.jsonPath().getList("errors"));
        }
    }

    @Test
    void aTokenThatNamesNoClinicOpensNothing() {
        var location = kept();
        var token = Tokens.of(Claims.of("clinician", "north").withoutClinic());

        assertForbidden(Person.withoutWarningSigns().as(token).about(patient).asks());
        assertForbidden(as(token).get(location));
    }

    @Test
    void aPatientsTokenThatNamesNoPatientOpensNothing() {
        var location = kept();
        var token = Tokens.of(Claims.of("patient", "north"));

        assertForbidden(Person.withoutWarningSigns().as(token).asks());
        assertForbidden(as(token).get(location));
    }

    @Test
    void anAdministratorWhoIsAlsoAPatientIsAPatientHere() {
        var location = kept();
        var token = Tokens.of(
                Claims.of("patient", "north").roles("patient", "admin").patient("p-2"));

        as(token).get(location).then().statusCode(404);
        assertRefused(Person.withoutWarningSigns().as(token).about(patient).asks(), "/patient", "unknown-value");
    }

    @Test
    void whatIsNoGoodTokenOpensNothing() {
        var location = kept();

        for (var token : Forgeries.all()) {
            for (var answer : List.of(
                    Person.withoutWarningSigns().as(token).about(patient).asks(),
                    as(token).get(location),
                    as(token).get("/rule-set"))) {
                assertThat(answer.statusCode()).as(token).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:unauthenticated");
            }
        }
    }

    @Test
    void withoutATokenOnlyTheOpenDoorsOpen() {
        var location = kept();

        assertThat(given().get("/questionnaire").statusCode()).isEqualTo(200);
        assertThat(Person.silent().asksInPassing().statusCode()).isEqualTo(200);
        assertThat(given().get("/rule-set").statusCode()).isEqualTo(401);
        assertThat(given().get(location).statusCode()).isEqualTo(401);
        assertThat(given().contentType("application/json")
                        .body(Person.silent().body)
                        .post("/assessments")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void everyRoleReadsTheRules() {
        assertThat(Stream.of(
                                Tokens.patient(patient),
                                Tokens.clinician(),
                                Tokens.editor(),
                                Tokens.integrator(),
                                Tokens.admin())
                        .map(token -> as(token).get("/rule-set").statusCode()))
                .containsOnly(200);
        assertForbidden(as(Tokens.of(Claims.of("stranger", "north"))).get("/rule-set"));
    }

    private String kept() {
        return Person.withoutWarningSigns().as(Tokens.patient(patient)).asks().header("Location");
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static void assertRefused(Response answer, String pointer, String code) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly(pointer);
        assertThat(answer.jsonPath().getList("errors.code")).containsExactly(code);
    }

    private static void assertForbidden(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:forbidden");
    }
}
