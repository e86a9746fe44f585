package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// What a clinician said of an assessment goes before what triage said; it changes what holds, and nothing else.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class ReviewedApiTest {

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMERGENCY", "URGENT", "ROUTINE_CLINICIAN"})
    void whereAClinicianRaisedTheAnswerThereIsNoPlanButWhatToDoNow(String disposition) {
        var assessment = Assessed.reviewed(Assessed.selfCare(), disposition);

        var answer = Wish.after(assessment).post();

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo(disposition))
                .body("headline", equalTo("A clinician says: " + disposition))
                .body("doNow", contains("Do what a clinician says."))
                .body("ruleIds", contains("H01"))
                .body("planId", nullValue());
    }

    @Test
    void whereAClinicianSaysThatSelfCareIsEnoughThereIsAPlan() {
        var assessment = lowered();

        var plan = Wish.after(assessment).plan();

        assertThat(plan.at("/triage/disposition").asText()).isEqualTo("SELF_CARE");
        assertThat(plan.at("/triage/reviewId").asText())
                .isEqualTo(assessment.at("/review/id").asText());
    }

    @Test
    void aConfirmationChangesNothing() {
        var plan =
                Wish.after(Assessed.reviewed(Assessed.selfCare(), "SELF_CARE")).plan();

        assertThat(plan.at("/triage/disposition").asText()).isEqualTo("SELF_CARE");
    }

    @Test
    void anOpenWarningQuestionStillStopsThePlan() {
        var assessment = lowered();
        assessment.putArray("unknownRedFlags").add("saddleNumb");

        var answer = Wish.after(assessment).post();

        answer.then().statusCode(422).body("refusal.ruleIds", hasItem("H02")).body("planId", nullValue());
    }

    @Test
    void ageStillStopsThePlan() {
        var assessment = lowered();
        ((ObjectNode) assessment.path("picture")).put("ageYears", 17);

        var answer = Wish.after(assessment).post();

        answer.then().statusCode(422).body("refusal.ruleIds", hasItem("H04"));
    }

    @Test
    void anOldAssessmentStillStopsThePlan() {
        var assessment = lowered();
        assessment.put("assessedAt", Instant.now().minus(20, ChronoUnit.DAYS).toString());

        var answer = Wish.after(assessment).post();

        answer.then().statusCode(409).body("ruleIds", contains("H03"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMERGENCY", "URGENT"})
    void whereTriageDrewNoPictureAClinicianCannotMakeOne(String given) {
        var assessment = given.equals("URGENT") ? Assessed.urgent() : Assessed.emergency();

        var answer = Wish.after(Assessed.reviewed(assessment, "SELF_CARE")).post();

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("ruleIds", contains("H01"))
                .body("doNow[0]", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"review", "effectiveDisposition"})
    void aReviewThatIsToldByHalfIsNotGuessedAt(String missing) {
        var assessment = Assessed.reviewed(Assessed.selfCare(), "URGENT");
        assessment.remove(missing);

        var answer = Wish.after(assessment).post();

        answer.then().statusCode(503).body("planId", nullValue());
    }

    /// Triage said that somebody should look at it, for nothing that a plan has to spare; somebody has.
    private static ObjectNode lowered() {
        var assessment = Assessed.selfCare();
        assessment.put("disposition", "ROUTINE_CLINICIAN");
        return Assessed.reviewed(assessment, "SELF_CARE");
    }
}
