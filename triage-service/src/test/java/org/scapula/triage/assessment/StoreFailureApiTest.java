package org.scapula.triage.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.test.TestDatabase;

/// A database that fails costs nobody the answer that cannot wait, and nobody is told something milder.
@QuarkusTest
@WithTestResource(Lines.class)
class StoreFailureApiTest {

    @Test
    void anEmergencyIsStillSaidWhenItCannotBeStored() throws SQLException {
        var person = Person.withoutWarningSigns().with("breathless", "yes");

        var answer = askedWithoutTable(person);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:unavailable");
        assertThat(answer.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(answer.jsonPath().getString("headline")).startsWith("Call 112 now.");
        assertThat(answer.jsonPath().getString("detail")).startsWith("Call 112 now.");
        assertThat(answer.jsonPath().getList("doNow")).isNotEmpty();
        assertThat(answer.jsonPath().getMap("")).doesNotContainKeys("id", "picture");
    }

    @Test
    void anUrgentAnswerIsStillSaidWhenItCannotBeStored() throws SQLException {
        var person = Person.withoutWarningSigns().with("chills", "yes");

        var answer = askedWithoutTable(person);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("disposition")).isEqualTo("URGENT");
        assertThat(answer.jsonPath().getList("doNow")).isNotEmpty();
    }

    @Test
    void selfCareIsNotSaidWhenItCannotBeStored() throws SQLException {
        var person = Person.withoutWarningSigns();

        var answer = askedWithoutTable(person);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body().asString()).doesNotContain("SELF_CARE", "no warning signs");
        assertThat(answer.jsonPath().getMap("")).doesNotContainKeys("disposition", "id", "picture");
        assertThat(Person.withoutWarningSigns().asks().statusCode()).isEqualTo(201);
    }

    @Test
    void aDatabaseThatHangsIsNotWaitedFor() throws SQLException {
        var person = Person.withoutWarningSigns().with("breathless", "yes");
        var started = Instant.now();

        Response answer;
        try (var connection = TestDatabase.running().asOwnerOf("triage")) {
            connection.setAutoCommit(false);
            run(connection, "lock table assessment in access exclusive mode");
            answer = person.asks();
            connection.rollback();
        }

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(Person.withoutWarningSigns().asks().statusCode()).isEqualTo(201);
    }

    @Test
    void manyWhoMeetAHangingDatabaseAreAllAnsweredAndItRecovers() throws Exception {
        var people = Stream.generate(() -> Person.withoutWarningSigns().with("breathless", "yes"))
                .limit(25)
                .map(person -> (Callable<Integer>) () -> person.asks().statusCode())
                .toList();

        List<Integer> answers;
        try (var connection = TestDatabase.running().asOwnerOf("triage");
                var threads = Executors.newFixedThreadPool(people.size())) {
            connection.setAutoCommit(false);
            run(connection, "lock table assessment in access exclusive mode");
            answers = threads.invokeAll(people).stream().map(Future::resultNow).toList();
            connection.rollback();
        }

        assertThat(answers).hasSize(25).containsOnly(503);
        assertThat(Stream.generate(() -> Person.withoutWarningSigns().asks().statusCode())
                        .limit(25))
                .containsOnly(201);
    }

    @Test
    void whatWasSaidIsNeverChanged() throws SQLException {
        var id = Person.withoutWarningSigns().isTold().getUUID("id");
        var change = "update triage.assessment set disposition = 'EMERGENCY' where id = '" + id + "'";

        try (var service = TestDatabase.running().enter("triage");
                var operator = TestDatabase.running().asOperator()) {
            assertThat(catchThrowable(() -> run(service, change))).hasMessageContaining("permission denied");
            assertThat(catchThrowable(() -> run(operator, change))).hasMessageContaining("never changed");
        }
    }

    @Test
    void answersAndResultCanBeQueriedAsJson() throws SQLException {
        var id = Person.withoutWarningSigns().isTold().getUUID("id");

        try (var connection = TestDatabase.running().asOperator();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select asked::jsonb -> 'answers' ->> 'breathless',"
                        + " shown::jsonb ->> 'disposition', rule_set_hash from triage.assessment where id = '" + id
                        + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("no");
            assertThat(row.getString(2)).isEqualTo("SELF_CARE");
            assertThat(row.getString(3)).hasSize(64);
        }
    }

    private static Response askedWithoutTable(Person person) throws SQLException {
        try (var connection = TestDatabase.running().asOwnerOf("triage")) {
            run(connection, "alter table assessment rename to assessment_away");
            try {
                return person.asks();
            } finally {
                run(connection, "alter table assessment_away rename to assessment");
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
