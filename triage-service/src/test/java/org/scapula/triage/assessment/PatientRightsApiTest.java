package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.scapula.test.Tokens;

/// Everything about a person in one document; and nothing left of it.
@QuarkusTest
@WithTestResource(Lines.class)
class PatientRightsApiTest {

    private final String patient = "p-" + UUID.randomUUID();

    @AfterEach
    void theFenceFalls() {
        AsOperator.letTheFenceFall();
    }

    @Test
    void theExportHoldsWhatWasAskedAndWhatWasShown() throws IOException {
        var first = own().saying("since „Monday“ \uD83D\uDE00").asks();
        var second = own().with("tingling", "yes")
                .replacing(first.jsonPath().getString("id"))
                .asks();

        var export = as(Tokens.patient(patient)).get(records());

        assertThat(export.statusCode()).isEqualTo(200);
        var document = new ObjectMapper().readTree(export.asByteArray());
        assertThat(document.path("patient").asText()).isEqualTo(patient);
        var kept = document.path("records").path("assessments");
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0).path("shown")).isEqualTo(new ObjectMapper().readTree(first.asByteArray()));
        assertThat(kept.get(1).path("shown")).isEqualTo(new ObjectMapper().readTree(second.asByteArray()));
        assertThat(kept.get(0).path("asked").path("freeText").asText()).isEqualTo("since „Monday“ \uD83D\uDE00");
        assertThat(kept.get(1).path("asked").path("answers").path("tingling").asText())
                .isEqualTo("yes");
        assertThat(document.path("acts")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theExportHoldsNobodyElse() {
        own().isKept();
        Person.withoutWarningSigns()
                .as(Tokens.at("south").patient(patient))
                .saying("in the south")
                .isKept();

        var export = as(Tokens.admin()).get(records());

        assertThat(export.jsonPath().getList("records.assessments")).hasSize(1);
        assertThat(export.body().asString()).doesNotContain("in the south");
    }

    @Test
    void nothingOfAnErasedPatientIsLeft() {
        var first = own().saying("since Monday").asks();
        own().replacing(first.jsonPath().getString("id")).isKept();
        as(Tokens.clinician()).get(first.header("Location"));
        assertThat(AsOperator.tablesThatSay(patient)).contains("assessment", "patient_key");

        var erased = as(Tokens.admin()).delete(records());

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(erased.jsonPath().getInt("removed.assessments")).isEqualTo(2);
        assertThat(AsOperator.tablesThatSay(patient)).isEmpty();
        assertThat(as(Tokens.clinician()).get(first.header("Location")).statusCode())
                .isEqualTo(404);
        assertThat(as(Tokens.admin()).get(records()).jsonPath().getList("records.assessments"))
                .isEmpty();
    }

    @Test
    void theSameReferenceOfAnotherClinicIsLeftAlone() {
        own().isKept();
        var elsewhere = Person.withoutWarningSigns()
                .as(Tokens.at("south").patient(patient))
                .asks();

        var erased = as(Tokens.admin()).delete(records());

        assertThat(erased.jsonPath().getInt("removed.assessments")).isEqualTo(1);
        assertThat(as(Tokens.at("south").clinician())
                        .get(elsewhere.header("Location"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void erasingTwiceIsNoErrorAndIsInTheAudit() {
        own().isKept();

        var answers =
                List.of(as(Tokens.admin()).delete(records()), as(Tokens.admin()).delete(records()));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers.getLast().jsonPath().getInt("removed.assessments")).isZero();
        assertThat(as(Tokens.admin()).get("/audit?act=patient.erase").jsonPath().getList("entries"))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whatCannotWaitIsSaidToOneJustErased() {
        as(Tokens.admin()).delete(records()).then().statusCode(200);

        var urgent = own().with("breathless", "yes").asks();
        var mild = own().asks();

        assertThat(urgent.statusCode()).isEqualTo(409);
        assertThat(urgent.header("Retry-After")).isEqualTo("60");
        assertThat(urgent.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:patient-erased");
        assertThat(urgent.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(urgent.jsonPath().getList("doNow")).isNotEmpty();
        assertThat(mild.statusCode()).isEqualTo(409);
        assertThat(mild.jsonPath().getMap("")).doesNotContainKeys("disposition", "headline");
        assertThat(AsOperator.tablesThatSay(patient)).isEmpty();
    }

    @Test
    void onlyTheClinicsAdministratorErases() {
        own().isKept();

        for (var token : List.of(Tokens.patient(patient), Tokens.clinician(), Tokens.editor(), Tokens.integrator())) {
            assertThat(as(token).delete(records()).statusCode()).isEqualTo(403);
        }
        assertThat(as(Tokens.at("south").admin()).delete(records()).jsonPath().getInt("removed.assessments"))
                .isZero();
        assertThat(as(Tokens.patient(patient)).get(records()).jsonPath().getList("records.assessments"))
                .hasSize(1);
    }

    /// Clinicians, the patient and an integrator are at it all the while.
    @RepeatedTest(3)
    void nothingIsLeftOfSomebodyErasedWhileTheyAreWrittenAbout() throws Exception {
        var first = own().isTold().getString("id");
        var underWay = new CountDownLatch(20);
        var work = new ArrayList<Callable<Integer>>();
        IntStream.range(0, 80)
                .forEach(number -> work.add(() -> {
                    var answer = number % 8 == 7
                            ? as(Tokens.integrator())
                                    .get("/assessments/" + first)
                                    .statusCode()
                            : writer(number).asks().statusCode();
                    underWay.countDown();
                    return answer;
                }));

        Response erased;
        var answers = new HashSet<Integer>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            var running = work.stream().map(threads::submit).toList();
            assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
            erased = as(Tokens.admin()).delete(records());
            for (var one : running) {
                answers.add(one.get());
            }
        }

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(erased.jsonPath().getInt("removed.assessments")).isPositive();
        // 200 and 404 are the reader's.
        assertThat(answers).contains(201, 409).isSubsetOf(200, 201, 404, 409);
        assertThat(AsOperator.tablesThatSay(patient)).isEmpty();
        AsOperator.letTheFenceFall();
        assertThat(own().asks().statusCode()).isEqualTo(201);
    }

    private Person writer(int number) {
        return number % 2 == 0
                ? own().saying("one more of " + patient)
                : Person.withoutWarningSigns().as(Tokens.clinician()).about(patient);
    }

    private Person own() {
        return Person.withoutWarningSigns().as(Tokens.patient(patient));
    }

    private String records() {
        return "/patients/" + patient + "/records";
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }
}
