package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.Tokens;

/// Which assessments there are of a patient.
@QuarkusTest
@WithTestResource(Lines.class)
class NewestApiTest {

    private final String patient = "p-" + UUID.randomUUID();

    @Test
    void theNewestIsToldFirstAndNothingOfTheAnswers() {
        var first = own().isTold().getString("id");
        var second = own().with("breathless", "yes").isTold().getString("id");
        review(first, "URGENT");

        var answer = of(patient, Tokens.integrator());

        assertThat(answer.statusCode()).isEqualTo(200);
        var told = answer.jsonPath();
        assertThat(told.getList("assessments.id")).containsExactly(second, first);
        assertThat(told.getList("assessments.disposition")).containsExactly("EMERGENCY", "SELF_CARE");
        assertThat(told.getList("assessments.effectiveDisposition")).containsExactly("EMERGENCY", "URGENT");
        assertThat(told.getMap("assessments[0]"))
                .containsOnlyKeys("id", "assessedAt", "disposition", "effectiveDisposition");
        assertThat(told.getMap("")).doesNotContainKey("next");
    }

    @Test
    void manyAreToldInPages() {
        var first = own().isTold().getString("id");
        var second = own().isTold().getString("id");
        var third = own().isTold().getString("id");

        var page = of(patient + "&limit=2", Tokens.clinician()).jsonPath();
        var rest = of(patient + "&limit=2&cursor=" + page.getString("next"), Tokens.clinician())
                .jsonPath();

        assertThat(page.getList("assessments.id", String.class)).hasSize(2).contains(third);
        assertThat(rest.getList("assessments.id", String.class)).hasSize(1);
        assertThat(rest.getMap("")).doesNotContainKey("next");
        assertThat(List.of(
                        page.getString("assessments[0].id"),
                        page.getString("assessments[1].id"),
                        rest.getString("assessments[0].id")))
                .containsExactlyInAnyOrder(first, second, third);
    }

    @Test
    void aPatientSeesTheirOwnAndNobodyElses() {
        var id = own().isTold().getString("id");

        assertThat(given().auth()
                        .oauth2(Tokens.patient(patient))
                        .get("/assessments")
                        .jsonPath()
                        .getList("assessments.id"))
                .containsExactly(id);
        for (var token : List.of(
                Tokens.patient("p-0"),
                Tokens.at("south").clinician(),
                Tokens.at("south").patient(patient))) {
            var answer = of(patient, token);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.jsonPath().getList("assessments")).isEmpty();
        }
        assertThat(of(patient, Tokens.editor()).statusCode()).isEqualTo(403);
        assertThat(of(patient, Tokens.admin()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"limit=5,patient", "patient=Ada,patient", "patient=p-1&limit=0,limit", "patient=p-1&cursor=x,cursor"})
    void whatCannotBeLookedForIsRefusedByName(String query, String parameter) {
        var answer = given().auth().oauth2(Tokens.integrator()).get("/assessments?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo(parameter);
    }

    @Test
    void whoLookedIsKept() {
        own().isKept();
        of(patient, Tokens.integrator()).then().statusCode(200);

        var acts = given().auth().oauth2(Tokens.admin()).get("/audit?patient=" + patient);

        assertThat(acts.jsonPath().getList("entries.act")).containsExactly("assessment.list", "assessment.create");
    }

    private static void review(String assessment, String disposition) {
        given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body("{\"disposition\":\"" + disposition + "\"}")
                .post("/assessments/" + assessment + "/reviews")
                .then()
                .statusCode(201);
    }

    private static Response of(String patient, String token) {
        return given().auth().oauth2(token).get("/assessments?patient=" + patient);
    }

    private Person own() {
        return Person.withoutWarningSigns().as(Tokens.patient(patient));
    }
}
