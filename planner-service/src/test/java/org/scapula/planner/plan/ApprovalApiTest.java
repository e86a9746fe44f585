package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// A clinician who has seen somebody may let a plan be made where triage says that one should be seen before long.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class ApprovalApiTest {

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    @Test
    void withAClinicansApprovalThereIsAPlanAndItSaysWho() {
        approved(Wish.after(routine()))
                .post()
                .then()
                .statusCode(201)
                .body("triage.disposition", equalTo("ROUTINE_CLINICIAN"))
                .body("triage.approval.by", notNullValue())
                .body("triage.approval.reason", equalTo("Examined."));
    }

    @Test
    void withoutItThereIsNone() {
        Wish.after(routine()).post().then().statusCode(409).body("ruleIds", contains("H01"));
    }

    @Test
    void nobodyApprovesTheirOwnPlan() {
        var assessment = routine();

        approved(Wish.after(assessment))
                .by(Tokens.patient(Assessed.patient(assessment)))
                .post()
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"URGENT", "EMERGENCY"})
    void nobodyApprovesWhatCannotWait(String disposition) {
        var assessment = disposition.equals("URGENT") ? Assessed.urgent() : Assessed.emergency();

        approved(Wish.after(assessment)).post().then().statusCode(409).body("ruleIds", contains("H01"));
    }

    @Test
    void theApprovalStandsInTheAuditUnderItsOwnName() {
        var assessment = routine();
        approved(Wish.after(assessment)).post().then().statusCode(201);

        given().auth()
                .oauth2(Tokens.admin())
                .get("/patients/" + Assessed.patient(assessment) + "/records")
                .then()
                .statusCode(200)
                .body("acts.act", hasItem("plan.approve"))
                .body("acts.act", not(hasItem("plan.create")));
    }

    /// With every question about warning signs answered.
    private static JsonNode routine() {
        var assessment = Assessed.routine();
        assessment.putArray("unknownRedFlags");
        return assessment;
    }

    private static Wish approved(Wish wish) {
        return wish.with((ObjectNode body) -> body.putObject("approval").put("reason", "Examined."));
    }
}
