package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /// Triage leaves the exercises of somebody so young to a clinician, who has chosen by approving.
    @Test
    void aClinicianApprovesSomebodyOfSixteenAndMayChangeThePlan() {
        var made = approved(Wish.after(aged(16))).post();

        made.then()
                .statusCode(201)
                .body("patient.age", equalTo(16))
                .body("week.sessions.flatten()", not(empty()))
                .body("spared.ruleId", not(hasItem("P06")));
        var slug = made.path("week[0].sessions[0].items[0].exerciseId").toString();
        given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body("{\"changes\": [{\"op\": \"DOSE\", \"exerciseId\": \"" + slug
                        + "\", \"reps\": 5}], \"reason\": \"Seen today.\", \"dryRun\": true}")
                .post(made.header("Location") + "/edits")
                .then()
                .statusCode(200)
                .body("violations.ruleId", not(hasItem("H04")))
                .body("violations.ruleId", not(hasItem("H57")));
    }

    @Test
    void withoutApprovalSomebodyOfSixteenHasNone() {
        Wish.after(aged(16)).post().then().statusCode(409).body("ruleIds", contains("H01"));
    }

    /// To say that self-care is enough is no approval of a plan, and where triage says so itself there is none to give.
    @Test
    void whereSelfCareHoldsAnApprovalOpensNothing() {
        for (var assessment : List.of(Assessed.reviewed(aged(16), "SELF_CARE"), young(Assessed.selfCare(), 16))) {
            approved(Wish.after(assessment))
                    .post()
                    .then()
                    .statusCode(422)
                    .body("refusal.ruleIds", hasItem("H04"))
                    .body("refusal.reasons", hasItem("You are under 18. A clinician must agree first."));
        }
    }

    @ParameterizedTest
    @CsvSource({"pregnancy, 24", "pregnancy, 12", "pregnancy,", "abdominal_surgery,", "aneurysm,"})
    void aClinicianApprovesWhatTheRulesLeaveToOne(String condition, Integer weeks) {
        var assessment = reporting(condition);
        if (weeks != null) {
            ((ObjectNode) assessment.path("picture")).put("pregnancyWeeks", weeks);
        }

        approved(Wish.after(assessment)).post().then().statusCode(201).body("week", not(empty()));
    }

    @ParameterizedTest
    @CsvSource({"pre_eclampsia, H15", "cervical_artery_symptoms, H18", "cancer_history, H01", "acute_infection, H07"})
    void whatNobodyOpensStaysClosed(String condition, String rule) {
        approved(Wish.after(reporting(condition))).post().then().statusCode(422).body("refusal.ruleIds", hasItem(rule));
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

    private static ObjectNode aged(int years) {
        return young(routine(), years);
    }

    private static ObjectNode young(ObjectNode assessment, int years) {
        var picture = (ObjectNode) assessment.path("picture");
        var line = picture.put("ageYears", years).withArray("forbids").addObject();
        line.put("id", "P06").put("level", "ABSOLUTE").put("assumed", false).put("approvable", true);
        line.put("text", "Under 18 a clinician chooses the exercises.");
        line.putArray("positions");
        line.putArray("classes")
                .add("MOBILITY")
                .add("STRETCH")
                .add("MOTOR_CONTROL")
                .add("STRENGTH");
        line.putArray("tags");
        line.putArray("sources").add("Scapula policy");
        return assessment;
    }

    private static ObjectNode reporting(String condition) {
        var assessment = routine();
        assessment.withObject("picture").withArray("conditions").add(condition);
        return assessment;
    }

    /// With every question about warning signs answered.
    private static ObjectNode routine() {
        var assessment = Assessed.routine();
        assessment.putArray("unknownRedFlags");
        return assessment;
    }

    private static Wish approved(Wish wish) {
        return wish.with((ObjectNode body) -> body.putObject("approval").put("reason", "Examined."));
    }
}
