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
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scapula.test.Forgeries;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// What anybody is told without saying who they are: the same as everybody else, and nothing is kept of it.
@QuarkusTest
@WithTestResource(Lines.class)
class EvaluationsApiTest {

    static Stream<Person> people() {
        return Stream.of(
                Person.withoutWarningSigns(),
                Person.withoutWarningSigns().with("breathless", "yes"),
                Person.withoutWarningSigns().with("feverish", "yes").saying("chills since Monday"),
                Person.withoutWarningSigns().with("tingling", "yes"),
                Person.withoutWarningSigns().without("ageYears"),
                Person.withoutWarningSigns().saying("I wet myself twice since yesterday"),
                Person.silent());
    }

    @ParameterizedTest
    @MethodSource("people")
    void theSameAnswersAreJudgedTheSame(Person person) {
        // Of whom nothing is known yet: what was said before would be told, too.
        var kept = person.as(Tokens.patient("p-" + UUID.randomUUID())).asks();

        var inPassing = person.asksInPassing();

        assertThat(inPassing.statusCode()).isEqualTo(200);
        assertThat(judgement(inPassing)).isEqualTo(judgement(kept));
    }

    @Test
    void nothingOfItIsKept() throws SQLException {
        var before = rows();

        var answer = Person.withoutWarningSigns().saying("since Monday").asksInPassing();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.jsonPath().getMap("")).doesNotContainKeys("id", "patient", "changedSince");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void theHeadlineComesFirst() {
        var answer = Person.withoutWarningSigns().with("breathless", "yes").asksInPassing();

        assertThat(answer.body().asString()).startsWith("{\"headline\":\"Call 112 now. ");
    }

    @Test
    void aTokenThatIsNoGoodDoesNotStandBeforeAnEmergency() {
        var person = Person.withoutWarningSigns().with("breathless", "yes");

        for (var token : Forgeries.all()) {
            var answer = given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(person.body)
                    .post("/evaluations");

            assertThat(answer.statusCode()).as(token).isEqualTo(200);
            assertThat(answer.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
        }
    }

    @Test
    void aDatabaseThatHangsIsNotNoticed() throws SQLException {
        var person = Person.withoutWarningSigns().with("breathless", "yes");
        var started = Instant.now();

        Response answer;
        try (var operator = TestDatabase.running().asOperator();
                var lock = operator.createStatement()) {
            operator.setAutoCommit(false);
            lock.execute("lock table triage.assessment, triage.audit, triage.patient_key in access exclusive mode");
            answer = person.asksInPassing();
            operator.rollback();
        }

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '´', textBlock = """
                    {"answers":{"unheardOf":"yes"}}                            | /answers/unheardOf | unknown-field
                    {"answers":{"feverish":"maybe"}}                           | /answers/feverish  | unknown-value
                    {"answers":{"feverish":"yes","feverish":"no"}}             | /answers/feverish  | duplicate
                    {"answers":{},"freeText":5}                                | /freeText          | wrong-type
                    {"answers":{},"patient":"p-1"}                             | /patient           | unknown-field
                    {"answers":{},"replaces":"019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01"} | /replaces    | unknown-field
                    {}                                                         | /answers           | required
                    """)
    void whatIsNotAnAnswerIsRefusedByName(String body, String pointer, String code) {
        var answer = sent(body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly(pointer);
        assertThat(answer.jsonPath().getList("errors.code")).containsExactly(code);
    }

    @Test
    void whatIsNotJsonIsMalformed() {
        for (var body : new String[] {"", "{", "null", "[]", "{\"answers\":{}} {}"}) {
            var answer = sent(body);

            assertThat(answer.statusCode()).as(body).isIn(400, 422);
            assertThat(answer.contentType()).as(body).startsWith("application/problem+json");
        }
    }

    @Test
    void aClinicianWhoNamesThePatientGetsNoRecordHere() {
        var answer = given().auth()
                .oauth2(Tokens.clinician())
                .contentType(ContentType.JSON)
                .body(Person.withoutWarningSigns().about("p-1").body)
                .post("/evaluations");

        assertThat(answer.statusCode()).isEqualTo(422);
    }

    /// All but what makes it a record, and the moment.
    private static Map<String, Object> judgement(Response answer) {
        var said = new LinkedHashMap<String, Object>(answer.jsonPath().getMap(""));
        assertThat(said.remove("assessedAt")).isNotNull();
        List.of("id", "patient", "episode", "gotWorse").forEach(said::remove);
        return said;
    }

    private static Response sent(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/evaluations");
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
