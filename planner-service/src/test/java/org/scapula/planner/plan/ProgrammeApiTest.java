package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// A look ahead over HTTP.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class ProgrammeApiTest {

    private final Room room;

    ProgrammeApiTest(Room room) {
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    @Test
    void eightWeeksAreShownWithWhatTheyAssumeAndKeptNowhere() throws SQLException {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");

        ahead(plan, 8)
                .then()
                .statusCode(200)
                .body("weeks", hasSize(7))
                .body("weeks[0].week", equalTo(2))
                .body("weeks[0].step", equalTo("UP"))
                .body("weeks.towardsTheGoal", everyItem(greaterThan(0)))
                .body("assumptions", not(empty()))
                .body("checkpoints.after", hasItem(4))
                .body("goal.words", equalTo("an afternoon at the desk"));

        assertThat(room.placesWith("an afternoon at the desk")).isEmpty();
    }

    @Test
    void whoLookedAheadReadThePlan() {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        ahead(plan, 6).then().statusCode(200);

        given().auth()
                .oauth2(Tokens.admin())
                .queryParam("record", plan.substring(plan.lastIndexOf('/') + 1))
                .get("/audit")
                .then()
                .statusCode(200)
                .body("entries.act", equalTo(List.of("plan.read", "plan.create")));
    }

    @Test
    void aProgrammeOfAPlanThatIsOverBeginsToday() throws SQLException {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");
        room.setBack(plan.substring(plan.lastIndexOf('/') + 1), 28);

        ahead(plan, 6)
                .then()
                .statusCode(200)
                .body("weeks[0].startsOn", equalTo(LocalDate.now(ZoneOffset.UTC).toString()));
    }

    @Test
    void ofAnswersThatAreTooOldByNowThereIsNoProgramme() throws SQLException {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        room.setBack(plan.substring(plan.lastIndexOf('/') + 1), 28);
        Neighbours.says(
                "triage",
                assessment
                        .put(
                                "assessedAt",
                                Instant.now().minus(Duration.ofDays(28)).toString())
                        .toString());

        ahead(plan, 6).then().statusCode(409).body("ruleIds", hasItem("H03"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 13})
    void lessThanSixAndMoreThanTwelveWeeksAreRefused(int weeks) {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        ahead(plan, weeks).then().statusCode(422).body("errors.pointer", hasItem("/weeks"));
    }

    @Test
    void twoGoalsGiveTwoProgrammes() {
        var plan = Wish.fromToday(lasting())
                .with("days", "MON", "WED", "FRI")
                .with(wish -> wish.put("minutesPerSession", 15))
                .post()
                .header("Location");

        var sitting = towards(plan, "SITTING");
        var running = towards(plan, "RUNNING");

        assertThat(sitting.path("weeks")
                        .get(0)
                        .path("goals")
                        .get(1)
                        .path("target")
                        .asText())
                .isEqualTo("NECK_MOBILITY");
        assertThat(running.path("weeks")
                        .get(0)
                        .path("goals")
                        .get(1)
                        .path("target")
                        .asText())
                .isEqualTo("CORE_STRENGTH");
        assertThat(running.path("weeks")
                        .get(0)
                        .path("goals")
                        .get(1)
                        .path("because")
                        .asText())
                .contains("your activity puts it forward");
        assertThat(running.path("because").get(0).asText()).contains("strength of the trunk");
        assertThat(running.path("weeks")).isNotEqualTo(sitting.path("weeks"));
    }

    @Test
    void whatAGoalAsksForAndNoWeekCanWorkOnIsSaid() {
        var plan = Wish.fromToday(lasting()).with("contexts").post().header("Location");

        var turning = towards(plan, "TURNING");

        assertThat(turning.path("because").get(1).asText())
                .contains("No week ahead works on easy movement of the neck.", "it is no aim of a plan");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 2})
    void aGoalThatIsNoBetterThanNowIsRefused(int wanted) {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        ask(plan, NewProgramme.EXAMPLE.replace("\"wanted\": 8", "\"wanted\": " + wanted))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/goal/wanted"));
    }

    @Test
    void whoeverNeedsAnApprovalNeedsANewOneForEachWeek() {
        var routine = Assessed.routine();
        routine.putArray("unknownRedFlags");
        var plan = Wish.fromToday(routine)
                .with(wish -> wish.putObject("approval").put("reason", "Examined."))
                .post()
                .header("Location");

        ahead(plan, 6)
                .then()
                .statusCode(200)
                .body("assumptions", hasItem(containsString("approves each week anew")))
                .body("assumptions", not(hasItem(containsString("self-care"))));
    }

    @Test
    void aPlanKeptBeforeTimesAndValuesWereToldIsReadAndGoneOnFrom() throws SQLException {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var plan = made.header("Location");
        assertThat(made.asString()).contains("\"value\":{", "\"until\":");

        room.rewrite(
                plan.substring(plan.lastIndexOf('/') + 1),
                shown -> shown.replaceAll(
                        ",\"(from|until)\":\"[^\"]*\"|,\"value\":\\{\"points\":-?\\d+,\"by\":\\{[^}]*\\}\\}", ""));

        var read = given().auth().oauth2(Tokens.clinician()).get(plan);
        read.then().statusCode(200);
        assertThat(read.asString()).doesNotContain("\"value\":{", "\"until\":");
        ahead(plan, 6).then().statusCode(200);
    }

    /// For months, and mild.
    private static ObjectNode lasting() {
        return Assessed.picture(picture ->
                picture.put("stage", "CHRONIC").put("durationDays", 200).remove("onsetHoursAgo"));
    }

    private static JsonNode towards(String plan, String activity) {
        return Wish.json(ask(plan, NewProgramme.EXAMPLE.replace("SITTING", activity))
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static Response ahead(String plan, int weeks) {
        return ask(plan, NewProgramme.EXAMPLE.replace("\"weeks\": 8", "\"weeks\": " + weeks));
    }

    private static Response ask(String plan, String body) {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(body)
                .post(plan + "/programme");
    }
}
