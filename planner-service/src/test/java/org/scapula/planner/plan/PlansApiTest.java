package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class PlansApiTest {

    private final CircuitBreakerMaintenance breakers;
    private final String database;
    private final String user;
    private final String password;

    PlansApiTest(
            CircuitBreakerMaintenance breakers,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            @ConfigProperty(name = "scapula.database.username") String user,
            @ConfigProperty(name = "scapula.database.password") String password) {
        this.breakers = breakers;
        this.database = database;
        this.user = user;
        this.password = password;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void aPlanIsMadeAndReadAgainWordForWord() {
        var wish = Wish.after(Assessed.selfCare());

        var made = wish.post();

        made.then().statusCode(201).header("Location", notNullValue());
        var read = asked().get(made.header("Location"));
        read.then().statusCode(200).header("ETag", notNullValue());
        assertThat(read.asString()).isEqualTo(made.asString());
    }

    /// In one piece: whoever reads it knows when they have all of it.
    @Test
    void aPlanSaysHowLongItIs() {
        var made = Wish.after(Assessed.selfCare()).post();

        made.then().header("Transfer-Encoding", nullValue());
        assertThat(made.header("Content-Length")).isEqualTo(String.valueOf(made.asByteArray().length));
    }

    @Test
    void aPlanThatIsHeldAlreadyIsNotSentAgain() {
        var address = Wish.after(Assessed.selfCare()).post().header("Location");
        var etag = asked().get(address).header("ETag");

        var again = asked().header("If-None-Match", etag).get(address);

        again.then().statusCode(304).header("ETag", equalTo(etag));
        assertThat(again.asString()).isEmpty();
    }

    @Test
    void anUnknownPlanIsNotFound() {
        var answer = asked().get("/plans/" + UUID.randomUUID());

        answer.then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:not-found"));
    }

    @Test
    void theRowHoldsTheDocumentItsInputAndTheVersions() throws SQLException {
        var plan = Wish.after(Assessed.selfCare()).plan();

        try (var connection = DriverManager.getConnection(database, user, password);
                var room = connection.prepareStatement(
                        "select set_config('scapula.clinic', 'north', false), set_config('scapula.patient', '*', false)");
                var query =
                        connection.prepareStatement("select document ->> 'planId', input -> 'wanted' ->> 'experience',"
                                + " input_hash, ruleset_version, catalog_version from planner.plan where id = ?")) {
            query.setObject(1, UUID.fromString(plan.path("planId").asText()));
            room.executeQuery().close();
            var row = query.executeQuery();

            assertThat(row.next()).isTrue();
            assertThat(List.of(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                    .containsExactly(
                            plan.path("planId").asText(),
                            "NOVICE",
                            plan.path("inputHash").asText(),
                            plan.path("rulesetVersion").asText(),
                            ShelvedCatalogue.VERSION);
        }
    }

    @Test
    void theSameWishGivesTheSamePlanApartFromIdsAndTimes() {
        var wish = Wish.after(Assessed.selfCare());

        var one = wish.plan();
        var other = wish.with("days", "SUN", "FRI", "WED", "MON").plan();

        assertThat(one.path("planId")).isNotEqualTo(other.path("planId"));
        assertThat(withoutIdsAndTimes(one)).isEqualTo(withoutIdsAndTimes(other));
        assertThat(one.path("inputHash")).isEqualTo(other.path("inputHash"));
    }

    @Test
    void whatCouldNotBeChosenIsNamedWithItsRule() {
        var plan = Wish.after(Assessed.selfCare())
                .with("avoid", "cat-cow")
                .with(wish -> wish.put("canFloorTransfer", false))
                .plan();

        assertThat(plan.path("removed"))
                .anySatisfy(it -> {
                    assertThat(it.path("slug").asText()).isEqualTo("cat-cow");
                    assertThat(it.path("ruleId").asText()).isEqualTo("H10");
                })
                .anySatisfy(it -> assertThat(it.path("ruleId").asText()).isEqualTo("H24"))
                .allSatisfy(it -> assertThat(it.path("because").asText()).isNotBlank());
        var chosen = plan.path("week").findValuesAsText("slug");
        assertThat(plan.path("removed").findValuesAsText("slug")).doesNotContainAnyElementsOf(chosen);
    }

    @Test
    void anotherWishHasAnotherHash() {
        var assessment = Assessed.selfCare();

        var one = Wish.after(assessment).plan();
        var other = Wish.after(assessment)
                .with(wish -> wish.put("minutesPerSession", 21))
                .plan();

        assertThat(one.path("inputHash")).isNotEqualTo(other.path("inputHash"));
    }

    @Test
    void everyLineSaysWhyItIsThereAndFromWhichSource() {
        var plan = Wish.after(Assessed.selfCare()).plan();

        assertThat(items(plan)).isNotEmpty().allSatisfy(item -> {
            assertThat(item.at("/why/text").asText()).isNotBlank();
            assertThat(item.at("/why/serves")).isNotEmpty();
            assertThat(item.at("/why/doseSources")).isNotEmpty();
            assertThat(item.at("/why/sources")).isNotEmpty();
            assertThat(ShelvedCatalogue.names()).contains(item.path("slug").asText());
        });
        assertThat(plan.path("selfCareClock")).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("adviceId").asText()).isNotBlank();
            assertThat(line.path("evidence").asText()).isNotBlank();
            assertThat(line.path("sources")).isNotEmpty();
        });
    }

    @Test
    void aPlanBeginsTomorrowUnlessAskedOtherwise() {
        var today = LocalDate.now(ZoneOffset.UTC);

        var plan = Wish.after(Assessed.selfCare()).plan();
        var later = Wish.after(Assessed.selfCare())
                .with(wish -> wish.put("startsOn", today.plusDays(5).toString()))
                .plan();

        assertThat(plan.path("startsOn").asText()).isEqualTo(today.plusDays(1).toString());
        assertThat(later.path("startsOn").asText()).isEqualTo(today.plusDays(5).toString());
    }

    @Test
    void theGuidanceIsWholeAndTheNoticeSaysWhatThisIsNot() {
        var plan = Wish.after(Assessed.selfCare()).with("contexts", "RUNNING").plan();

        var guidance = plan.path("guidance");
        assertThat(List.of("painRule", "nextMorningRule", "reviewText", "regressionRule", "missedSessionRule"))
                .allSatisfy(rule -> assertThat(guidance.path(rule).asText()).isNotBlank());
        assertThat(guidance.path("stopSigns")).isNotEmpty();
        assertThat(guidance.path("safetyNet").toString()).contains("bladder");
        assertThat(guidance.path("runningRule").asText()).contains("3 out of 10", "5 out of 10", "next morning");
        assertThat(plan.path("notice").asText()).contains("No clinician has reviewed", "not a diagnosis");
    }

    @Test
    void everyLineSaysWhatItIsWorth() {
        var plan = Wish.after(Assessed.selfCare()).plan();

        var values = new ArrayList<JsonNode>();
        plan.path("week")
                .forEach(day -> day.path("sessions")
                        .forEach(session -> session.path("items").forEach(item -> values.add(item.at("/why/value")))));
        assertThat(values).isNotEmpty().allSatisfy(value -> {
            assertThat(value.path("points").isInt()).isTrue();
            assertThat(value.path("by").isObject()).isTrue();
        });
        assertThat(values.stream()
                        .mapToLong(value -> value.path("points").asLong())
                        .sum())
                .isGreaterThanOrEqualTo(plan.at("/optimum/points").asLong());
    }

    @Test
    void theReviewIsNeverLaterThanTriageSaid() {
        var soon = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();

        var plan = Wish.after(Assessed.selfCare(answer -> answer.put("reviewDate", soon)))
                .plan();

        assertThat(plan.at("/guidance/reviewDate").asText()).isEqualTo(soon);
    }

    @Test
    void thirtyHoursAfterOnsetThereIsIceNowAndHeatLater() {
        var assessment = Assessed.picture(picture -> picture.put("onsetHoursAgo", 30));
        var twoDays = Instant.parse(assessment.path("assessedAt").asText()).plus(18, ChronoUnit.HOURS);

        var clock = Wish.after(assessment).plan().path("selfCareClock");

        assertThat(when(clock, "ice-first-48-hours")).singleElement(STRING).startsWith("Until about ");
        assertThat(when(clock, "heat-after-48-hours")).singleElement(STRING).startsWith("Not before about ");
        assertThat(time(clock, "ice-first-48-hours", "until")).isEqualTo(twoDays);
        assertThat(time(clock, "heat-after-48-hours", "from")).isEqualTo(twoDays);
        assertThat(clock.findValuesAsText("when")).noneMatch(said -> said.contains("hours"));
    }

    @Test
    void sixtyHoursAfterOnsetTheIceIsOverAndHeatBegins() {
        var wish = Wish.after(Assessed.picture(picture -> picture.put("onsetHoursAgo", 60)));

        var clock = wish.plan().path("selfCareClock");

        assertThat(when(clock, "ice-first-48-hours")).isEmpty();
        assertThat(when(clock, "heat-after-48-hours")).contains("Now");
    }

    @ParameterizedTest
    @CsvSource({
        "DESK, desk-break-each-hour",
        "RUNNING, running-stop-rule",
        "GYM, load-progression",
        "GYM, lift-form-rows",
        "MANUAL, manual-lifting"
    })
    void theDaysOfThePersonDecideWhichAdviceTravelsAlong(String context, String advice) {
        var assessment = Assessed.selfCare();

        var with = Wish.after(assessment).with("contexts", context).plan();
        var without = Wish.after(assessment).with("contexts").plan();

        assertThat(when(with.path("selfCareClock"), advice)).hasSize(1);
        assertThat(when(without.path("selfCareClock"), advice)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMERGENCY", "URGENT", "ROUTINE_CLINICIAN"})
    void withoutSelfCareThereIsNoPlanButWhatToDoNow(String disposition) {
        var assessment = switch (disposition) {
            case "EMERGENCY" -> Assessed.emergency();
            case "URGENT" -> Assessed.urgent();
            default -> Assessed.routine();
        };

        var answer = Wish.after(assessment).post();

        answer.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("disposition", equalTo(disposition))
                .body("headline", equalTo(assessment.path("headline").asText()))
                .body("doNow[0]", equalTo(assessment.at("/doNow/0").asText()))
                .body("assessmentId", equalTo(Assessed.id(assessment)))
                .body("ruleIds", contains("H01"))
                .body("planId", nullValue())
                .header("Location", nullValue());
        assertThat(ShelvedCatalogue.names()).noneMatch(name -> answer.asString().contains(name));
    }

    @Test
    void anEmergencyIsToldEvenWhenTheCatalogueIsGone() {
        Neighbours.answersStatus("catalog", 500);

        var answer = Wish.after(Assessed.emergency()).post();

        answer.then().statusCode(409).body("disposition", equalTo("EMERGENCY"));
    }

    @ParameterizedTest
    @CsvSource({"ACUTE, 7, 201", "ACUTE, 8, 409", "CHRONIC, 14, 201", "CHRONIC, 15, 409"})
    void anAssessmentMustNotBeTooOldWhenThePlanBegins(String stage, int days, int status) {
        var assessment = Assessed.picture(picture -> picture.put("stage", stage))
                .put(
                        "assessedAt",
                        Instant.now().minus(days - 1, ChronoUnit.DAYS).toString());

        var answer = Wish.after(assessment).post();

        answer.then().statusCode(status);
        if (status == 409) {
            answer.then()
                    .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                    .body("ruleIds", contains("H03"))
                    .body("detail", notNullValue());
        }
    }

    @Test
    void anUnknownAssessmentIsNamed() {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.areFine();

        var answer = wish.post();

        answer.then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/assessmentId"))
                .body("errors[0].code", equalTo("unknown-value"));
    }

    @Test
    void wordsThatNobodyKnowsAreRefusedNotIgnored() {
        var wish = Wish.after(Assessed.selfCare())
                .withCondition("osteoporosis")
                .withCondition("ostheoporosis")
                .with("avoid", "childs-pose", "child-pose");

        var answer = wish.post();

        answer.then()
                .statusCode(422)
                .body("errors.pointer", contains("/conditions/1/code", "/avoid/1"))
                .body("errors.code", contains("unknown-value", "unknown-value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"osteoporosis", "systemic_steroids", "shingles"})
    void aConditionThatTriageAskedForAndWasNotToldSendsThePersonBackToTriage(String condition) {
        var wish = Wish.after(Assessed.selfCare()).withCondition(condition);

        var answer = wish.post();

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-not-allowed"))
                .body("ruleIds", hasItem("H01"))
                .body("doNow[0]", notNullValue())
                .body("week", nullValue());
    }

    @Test
    void aConditionThatNeedsAClinicianFirstIsRefusedWithRuleAndReason() {
        var wish = Wish.after(Assessed.selfCare()).withCondition("pre_eclampsia");

        var answer = wish.post();

        answer.then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:plan-refused"))
                .body("refusal.status", equalTo("REFUSED"))
                .body("refusal.ruleIds", hasItem("H15"))
                .body("refusal.reasons[0]", notNullValue())
                .body("week", nullValue());
    }

    @Test
    void anOpenWarningQuestionIsNoSelfCareWhateverTriageSays() {
        var assessment =
                Assessed.selfCare(answer -> answer.withArray("unknownRedFlags").add("feverish"));

        var answer = Wish.after(assessment).post();

        answer.then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:plan-refused"))
                .body("refusal.ruleIds", hasItem("H02"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "null"})
    void underEighteenOrOfUnknownAgeThereIsNoPlan(String age) {
        var assessment = Assessed.picture(picture -> {
            picture.remove("ageYears");
            if (!age.equals("null")) {
                picture.put("ageYears", Integer.parseInt(age));
            }
        });

        var answer = Wish.after(assessment).post();

        answer.then().statusCode(422).body("refusal.ruleIds", hasItem("H04"));
    }

    @Test
    void aConditionThatTriageFoundCountsAsIfThePersonHadNamedIt() {
        var assessment =
                Assessed.picture(picture -> picture.withArray("conditions").add("osteoporosis"));

        var plan = Wish.after(assessment).plan();

        assertThat(plan.at("/patient/conditions/0/code").asText()).isEqualTo("osteoporosis");
        assertThat(items(plan))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(
                                ShelvedCatalogue.tags(item.path("slug").asText()))
                        .doesNotContain("SPINE_FLEXION_END_RANGE", "SPINE_FLEXION_LOADED", "SPINE_FLEXION_ROTATION"));
    }

    @Test
    void anOperationLongAgoAllowsAPlanARecentOneDoesNot() {
        var assessment = Assessed.selfCare();
        var longAgo = Wish.after(assessment).withCondition("abdominal_surgery", 30);
        var recent = Wish.after(assessment).withCondition("abdominal_surgery", 3);
        var undated = Wish.after(assessment).withCondition("abdominal_surgery");

        var answers = Stream.of(longAgo, recent, undated).map(Wish::sent).toList();

        assertThat(answers).containsExactly(201, 422, 422);
    }

    @Test
    void whatIsAvoidedIsNotInTheWeek() {
        var assessment = Assessed.selfCare();
        var first = items(Wish.after(assessment).plan()).getFirst().path("slug").asText();

        var plan = Wish.after(assessment).with("avoid", first).plan();

        assertThat(items(plan)).noneMatch(item -> item.path("slug").asText().equals(first));
    }

    private static RequestSpecification asked() {
        return given().auth().oauth2(Tokens.clinician());
    }

    private static JsonNode withoutIdsAndTimes(JsonNode plan) {
        ObjectNode same = plan.deepCopy();
        same.remove(List.of("planId", "createdAt"));
        return same;
    }

    private static List<JsonNode> items(JsonNode plan) {
        return plan.path("week")
                .valueStream()
                .flatMap(day -> day.path("sessions").valueStream())
                .flatMap(session -> session.path("items").valueStream())
                .toList();
    }

    private static Instant time(JsonNode clock, String advice, String which) {
        return clock.valueStream()
                .filter(line -> line.path("adviceId").asText().equals(advice))
                .map(line -> Instant.parse(line.path(which).asText()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> when(JsonNode clock, String advice) {
        return clock.valueStream()
                .filter(line -> line.path("adviceId").asText().equals(advice))
                .map(line -> line.path("when").asText())
                .toList();
    }
}
