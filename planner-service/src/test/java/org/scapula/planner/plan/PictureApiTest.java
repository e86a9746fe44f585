package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// What triage says that exercises must spare, and how to go on with the day, reaches the plan or stops it.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class PictureApiTest {

    private static final Path TRIAGE = Path.of("../triage-service/openapi.yaml");

    private final CircuitBreakerMaintenance breakers;

    PictureApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void whatIsForbiddenIsInNoLineOfThePlanAndTheRuleIsNamed() {
        var before = exercises(Wish.after(Assessed.selfCare()).plan());
        var limited =
                Assessed.picture(picture -> limit(picture).withArray("tags").add("SPINE_ROTATION"));
        assertThat(RecordingsTest.faults(TRIAGE, "AssessmentView", limited)).isEmpty();

        var plan = Wish.after(limited).plan();

        var spared = plan.path("spared");
        assertThat(spared).hasSize(1);
        assertThat(spared.get(0).path("ruleId").asText()).isEqualTo("P02");
        assertThat(spared.get(0).path("sources")).isNotEmpty();
        var fallen = new HashSet<String>();
        spared.get(0).path("exercises").forEach(slug -> fallen.add(slug.asText()));
        assertThat(fallen).contains("trunk-rotation-seated").containsAnyElementsOf(before);
        assertThat(exercises(plan)).isNotEmpty().doesNotContainAnyElementsOf(fallen);
    }

    @Test
    void anotherLimitIsAnotherHash() {
        var assessment = Assessed.selfCare();
        var limited = assessment.deepCopy();
        limit((ObjectNode) limited.path("picture")).withArray("classes").add("SELF_MASSAGE");

        var one = Wish.after(assessment).plan();
        var other = Wish.after(limited).plan();

        assertThat(one.path("inputHash")).isNotEqualTo(other.path("inputHash"));
    }

    @Test
    void whereEverythingIsForbiddenThereIsNoWeek() {
        var nothing = Assessed.picture(picture -> {
            var classes = limit(picture).withArray("classes");
            Set.of("MOBILITY", "STRETCH", "MOTOR_CONTROL", "ISOMETRIC", "STRENGTH", "AEROBIC", "SELF_MASSAGE")
                    .forEach(classes::add);
        });

        var answer = Wish.after(nothing).post();

        answer.then().statusCode(422).body("refusal.ruleIds", notNullValue());
        assertThat(answer.asString()).contains("P02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forbids", "activities"})
    void anOlderPictureIsRefusedAndNeverReadAsNothingForbidden(String field) {
        var older = Assessed.picture(picture -> picture.remove(field));

        var answer = Wish.after(older).post();

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("ruleIds", contains("H57"));
        assertThat(answer.jsonPath().getString("doNow[0]")).contains("Answer the triage questions again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": \"P01\", \"level\": \"ABSOLUTE\", \"positions\": [], \"classes\": [], \"tags\": [\"HOPPING\"],"
                        + " \"text\": \"t\", \"because\": [], \"assumed\": false, \"sources\": [\"S\"]}]",
                "[{\"id\": \"P01\", \"level\": \"ABSOLUTE\", \"positions\": [], \"classes\": [], \"tags\": [],"
                        + " \"text\": \"t\", \"because\": [], \"assumed\": false, \"sources\": [\"S\"]}]",
                "[{\"id\": \"P01\", \"level\": \"ABSOLUTE\", \"text\": \"t\", \"because\": [], \"assumed\": false,"
                        + " \"sources\": [\"S\"]}]",
                "[null]"
            })
    void aLimitThatIsNotUnderstoodIsNoAnswerAtAll(String forbids) {
        var odd = Assessed.picture(picture -> picture.set("forbids", Wish.json(forbids)));

        var answer = Wish.after(odd).post();

        answer.then().statusCode(503);
    }

    @Test
    void aMissingActivityIsNoAnswerAtAll() {
        var odd = Assessed.picture(picture -> ((ArrayNode) picture.path("activities")).remove(0));

        var answer = Wish.after(odd).post();

        answer.then().statusCode(503);
    }

    @Test
    void howToGoOnReachesTheGuidance() {
        var plan = Wish.after(Assessed.selfCare())
                .with("contexts", "DESK", "RUNNING", "GYM")
                .plan();

        var activities = plan.path("guidance").path("activities");

        assertThat(activities).extracting(line -> line.path("ruleId").asText()).containsExactly("AC03", "AC14", "AC22");
        assertThat(activities)
                .allSatisfy(line -> assertThat(line.path("sources")).isNotEmpty());
    }

    @Test
    void aRunnerWhoShouldStopIsToldNothingElse() {
        var stopped = Assessed.picture(
                picture -> ((ObjectNode) picture.path("activities").get(0))
                        .put("id", "AC01")
                        .put("does", "yes")
                        .put("advice", "STOP")
                        .put("text", "Stop running above 5 of 10; walk at 3 or less."));

        var plan = Wish.after(stopped).with("contexts", "RUNNING").plan();

        assertThat(plan.path("guidance").path("runningRule").asText())
                .startsWith("Stop running")
                .doesNotContain("you may go on running");
        assertThat(plan.path("selfCareClock"))
                .noneMatch(line -> line.path("adviceId").asText().equals("running-with-mild-pain"));
        assertThat(plan.path("selfCareLeftOut"))
                .anyMatch(left -> left.path("because").asText().contains("AC01"));
    }

    private static ObjectNode limit(ObjectNode picture) {
        var line = picture.withArray("forbids")
                .addObject()
                .put("id", "P02")
                .put("level", "PRECAUTION")
                .put("text", "Strong twists load bones that may be thin.")
                .put("assumed", false)
                .put("approvable", false);
        line.putArray("positions");
        line.putArray("classes");
        line.putArray("tags");
        line.putArray("because").add("osteoporosis");
        line.putArray("sources").add("ROS 2022");
        return line;
    }

    private static Set<String> exercises(JsonNode plan) {
        var slugs = new HashSet<String>();
        plan.findValuesAsText("exerciseId").forEach(slugs::add);
        return slugs;
    }
}
