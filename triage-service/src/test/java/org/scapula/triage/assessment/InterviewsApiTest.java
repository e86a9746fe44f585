package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.Forgeries;
import org.scapula.test.TestDatabase;

/// Being asked one thing after another, without saying who one is.
@QuarkusTest
@WithTestResource(Lines.class)
class InterviewsApiTest {

    @Test
    void theFirstQuestionsAreTheMostDangerousAndSayWhyTheyAreAsked() {
        var answer = asked(Map.of("answers", Map.of())).jsonPath();

        assertThat(answer.getBoolean("done")).isFalse();
        assertThat(answer.getString("disposition")).isEqualTo("ROUTINE_CLINICIAN");
        assertThat(answer.getList("questions")).hasSize(5);
        assertThat(answer.getInt("open")).isGreaterThan(60);
        assertThat(answer.getList("questions.collect{it.why[0].leadsTo}", String.class))
                .containsOnly("EMERGENCY");
        assertThat(answer.getList("questions.collect{it.why[0].reason}", String.class))
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(answer.getList("questions.text", String.class))
                .allSatisfy(text -> assertThat(text).endsWith("?"));
        assertThat(answer.getMap("")).doesNotContainKeys("headline", "doNow", "doNot", "where");
    }

    @Test
    void itEndsWithTheAnswerOfTheWholeQuestionnaire() {
        var person = Person.withoutWarningSigns().with("tingling", "yes");
        var full = person.asksInPassing().jsonPath();
        var answers = new LinkedHashMap<String, Object>();

        var step = asked(Map.of("answers", answers, "atMost", 20)).jsonPath();
        while (!step.getBoolean("done")) {
            for (var id : step.getList("questions.id", String.class)) {
                answers.put(id, person.answerTo(id));
            }
            step = asked(Map.of("answers", answers, "atMost", 20)).jsonPath();
        }

        assertThat(step.getInt("open")).isZero();
        assertThat(step.getString("disposition")).isEqualTo(full.getString("disposition"));
        assertThat(answers).hasSizeLessThan(Person.findings().size());
    }

    @Test
    void anEmergencyComesFirstAndWaitsForNoQuestion() {
        var answer = asked(Map.of("answers", Map.of("saddleNumb", "yes")));

        assertThat(answer.body().asString()).startsWith("{\"headline\":\"");
        assertThat(answer.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(answer.jsonPath().getList("doNow")).isNotEmpty();
        assertThat(answer.jsonPath().getList("doNot")).isNotEmpty();
        assertThat(answer.jsonPath().getBoolean("done")).isTrue();
        assertThat(answer.jsonPath().getList("questions")).isEmpty();
    }

    @Test
    void whatCouldCallAnEmergencyOffIsAskedOnlyIfItCanBeSaidAtOnce() {
        var answer = asked(Map.of("answers", Map.of("chestPressure", "yes"), "atMost", 50));

        assertThat(answer.jsonPath().getString("headline")).startsWith("Call 112 now.");
        assertThat(answer.jsonPath().getList("questions.id")).containsExactly("heartPainHoursAgo");
        assertThat(answer.jsonPath().getList("questions.onlyIfAtOnce")).containsExactly(true);
    }

    @Test
    void whatSomebodyDoesNotKnowIsNotAskedAgain() {
        var answer = asked(Map.of("answers", Map.of("walkingTrouble", "unknown"), "atMost", 50));

        assertThat(answer.jsonPath().getList("questions.id")).isNotEmpty().doesNotContain("walkingTrouble");
    }

    @Test
    void whatSomebodyWritesCounts() {
        var answer = asked(Map.of("answers", Map.of(), "freeText", "I wet myself twice today"));

        assertThat(answer.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
    }

    @Test
    void nothingOfItIsKept() throws SQLException {
        var before = rows();

        var answer = asked(Map.of("answers", Map.of("feverish", "yes")));

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aTokenThatIsNoGoodDoesNotStandBeforeAnEmergency() {
        for (var token : Forgeries.all()) {
            var answer = given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(Map.of("answers", Map.of("saddleNumb", "yes")))
                    .post("/interviews");

            assertThat(answer.statusCode()).as(token).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatHangsIsNotNoticed() throws SQLException {
        var started = Instant.now();

        Response answer;
        try (var operator = TestDatabase.running().asOperator();
                var lock = operator.createStatement()) {
            operator.setAutoCommit(false);
            lock.execute("lock table triage.assessment, triage.audit, triage.patient_key in access exclusive mode");
            answer = asked(Map.of("answers", Map.of("saddleNumb", "yes")));
            operator.rollback();
        }

        assertThat(answer.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '´', textBlock = """
                    {"answers":{"unheardOf":"yes"}}         | /answers/unheardOf | unknown-field
                    {"answers":{"feverish":"maybe"}}        | /answers/feverish  | unknown-value
                    {"answers":{},"atMost":0}               | /atMost            | out-of-range
                    {"answers":{},"atMost":51}              | /atMost            | out-of-range
                    {"answers":{},"atMost":99999999999999}  | /atMost            | out-of-range
                    {"answers":{},"atMost":"5"}             | /atMost            | wrong-type
                    {"answers":{},"atMost":null}            | /atMost            | wrong-type
                    {"answers":{},"atMost":2.5}             | /atMost            | wrong-type
                    {"answers":{},"patient":"p-1"}          | /patient           | unknown-field
                    {"atMost":3}                            | /answers           | required
                    """)
    void whatIsNotAnInterviewIsRefusedByName(String body, String pointer, String code) {
        var answer = given().contentType(ContentType.JSON).body(body).post("/interviews");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer")).isEqualTo(List.of(pointer));
        assertThat(answer.jsonPath().getList("errors.code")).isEqualTo(List.of(code));
    }

    private static Response asked(Map<String, Object> body) {
        var answer = given().contentType(ContentType.JSON).body(body).post("/interviews");
        assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(200);
        return answer;
    }

    private static long rows() throws SQLException {
        try (var operator = TestDatabase.running().asOperator();
                var query = operator.createStatement();
                var count = query.executeQuery("select (select count(*) from triage.assessment)"
                        + " + (select count(*) from triage.audit) + (select count(*) from triage.patient_key)")) {
            count.next();
            return count.getLong(1);
        }
    }
}
