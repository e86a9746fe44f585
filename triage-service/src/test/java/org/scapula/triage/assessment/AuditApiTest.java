package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// Every act leaves a trace, and nobody can take it back unseen.
@QuarkusTest
@WithTestResource(Lines.class)
class AuditApiTest {

    /// A clinic whose audit is this test's alone.
    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 30));

    @Test
    void itSaysWhoWhenAsWhatDidWhatWithWhich() {
        var before = Instant.now().minusSeconds(1);
        var kept =
                Person.withoutWarningSigns().as(clinic.clinician()).about("p-1").asks();

        var read = as(clinic.integrator()).get(kept.header("Location"));

        var entries = entries();
        assertThat(entries.getList("entries.act")).containsExactly("assessment.read", "assessment.create");
        assertThat(entries.getList("entries.seq")).containsExactly(2, 1);
        assertThat(entries.getList("entries.actor")).containsExactly("integrator-1", "clinician-1");
        assertThat(entries.getList("entries.client")).containsOnly("scapula");
        assertThat(entries.getList("entries.roles.flatten()")).containsExactly("integrator", "clinician");
        assertThat(entries.getList("entries.address")).containsOnly("127.0.0.1");
        assertThat(entries.getList("entries.recordType")).containsOnly("assessment");
        assertThat(entries.getList("entries.recordId"))
                .containsOnly(kept.jsonPath().getString("id"));
        assertThat(entries.getList("entries.recordVersion", String.class))
                .allMatch(version -> read.header("ETag").equals("\"" + version + "\""));
        assertThat(entries.getList("entries.traceId", String.class)).allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(entries.getList("entries.traceId")).doesNotHaveDuplicates();
        assertThat(entries.getList("entries.at", String.class))
                .allSatisfy(at -> assertThat(Instant.parse(at))
                        .isBetween(before, Instant.now().plusSeconds(1)));
        assertThat(entries.getList("entries.patient", String.class))
                .hasSize(2)
                .doesNotContainNull()
                .doesNotContain("p-1");
    }

    @Test
    void ofAPatientItKeepsAPseudonymAndTheNetworkOnly() {
        Person.withoutWarningSigns().as(clinic.patient("p-1")).isKept();

        var entries = entries();

        assertThat(entries.getString("entries[0].actor"))
                .isEqualTo("patient " + entries.getString("entries[0].patient"));
        assertThat(entries.getString("entries[0].address")).isEqualTo("127.0.0.0/24");
        assertThat(entries.prettify()).doesNotContain("p-1");
    }

    @Test
    void readingWhatOneHasAlreadyIsAnActToo() {
        var location =
                Person.withoutWarningSigns().as(clinic.patient("p-1")).asks().header("Location");
        var tag = as(clinic.patient("p-1")).get(location).header("ETag");

        as(clinic.patient("p-1"))
                .header("If-None-Match", tag)
                .get(location)
                .then()
                .statusCode(304);

        assertThat(entries().getList("entries.act"))
                .containsExactly("assessment.read", "assessment.read", "assessment.create");
    }

    @Test
    void whatIsRefusedOrNotKeptIsNoAct() {
        Person.withoutWarningSigns().as(clinic.clinician()).asks().then().statusCode(422);
        Person.withoutWarningSigns()
                .as(clinic.patient("p-1"))
                .replacing(UUID.randomUUID())
                .asks()
                .then()
                .statusCode(422);
        Person.withoutWarningSigns().asksInPassing().then().statusCode(200);

        assertThat(entries().getList("entries")).isEmpty();
    }

    @Test
    void anAssessmentWithoutItsTraceIsNotKept() throws SQLException {
        try (var owner = TestDatabase.running().asOwnerOf("triage");
                var statement = owner.createStatement()) {
            statement.execute("alter table audit add constraint full_up check (seq is null) not valid");
            try {
                Person.withoutWarningSigns()
                        .as(clinic.patient("p-1"))
                        .asks()
                        .then()
                        .statusCode(503);
            } finally {
                statement.execute("alter table audit drop constraint full_up");
            }
        }

        assertThat(AsOperator.number("select count(*) from triage.assessment where clinic = '" + clinic.id() + "'"))
                .isZero();
    }

    @Test
    void manyAtOnceMakeOneWholeChain() throws Exception {
        var people = IntStream.range(0, 60)
                .mapToObj(number -> (Callable<Integer>) () -> Person.withoutWarningSigns()
                        .as(clinic.clinician())
                        .about("p-" + number % 7)
                        .asks()
                        .statusCode())
                .toList();

        List<Integer> answers;
        try (var threads = Executors.newFixedThreadPool(12)) {
            answers = threads.invokeAll(people).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).containsOnly(201);
        assertThat(verified()).isEqualTo(new Chain("whole", 60, "null", "null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update triage.audit set actor = 'somebody else' where clinic = ? and seq = 3",
                "update triage.audit set at = at + interval '1 microsecond' where clinic = ? and seq = 3",
                "update triage.audit set patient = '' where clinic = ? and seq = 3",
                "update triage.audit set actor = actor || client, client = '' where clinic = ? and seq = 3",
                "update triage.audit set hash = sha256(hash) where clinic = ? and seq = 3",
                "delete from triage.audit where clinic = ? and seq = 3"
            })
    void whatASuperuserChangesIsFound(String tampering) throws SQLException {
        Stream.generate(() ->
                        Person.withoutWarningSigns().as(clinic.clinician()).about("p-1"))
                .limit(5)
                .forEach(Person::isKept);
        assertThat(verified().state()).isEqualTo("whole");

        try (var operator = TestDatabase.running().asOperator();
                var mute = operator.createStatement()) {
            mute.execute("set session_replication_role = replica");
            try (var tamper = operator.prepareStatement(tampering)) {
                tamper.setString(1, clinic.id());
                assertThat(tamper.executeUpdate()).isEqualTo(1);
            }
        }

        var found = verified();
        assertThat(found.state()).isEqualTo("broken");
        assertThat(found.firstBroken()).isEqualTo(tampering.startsWith("delete") ? "4" : "3");
        assertThat(found.why())
                .isEqualTo(
                        tampering.startsWith("delete")
                                ? "an entry before it is missing"
                                : "it was changed, or the entry before it");
    }

    @Test
    void evenASuperuserIsRefusedAtFirst() {
        Person.withoutWarningSigns().as(clinic.patient("p-1")).isKept();

        for (var sql :
                List.of("update triage.audit set actor = ''", "delete from triage.audit", "truncate triage.audit")) {
            assertThat(catchMessage(sql)).contains("The audit is only ever added to");
        }
    }

    private static String catchMessage(String sql) {
        try {
            AsOperator.run(sql);
            return "";
        } catch (IllegalStateException refused) {
            return String.valueOf(Objects.requireNonNull(refused.getCause()).getMessage());
        }
    }

    private record Chain(String state, long entries, String firstBroken, String why) {}

    /// By the very command that an operator uses; the two other rooms are empty here.
    private Chain verified() throws SQLException {
        for (var room : List.of("catalog", "planner")) {
            AsOperator.run("create table if not exists " + room + ".audit (like triage.audit)");
        }
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement();
                var chains = statement.executeQuery(Files.readString(Path.of("../database/verify-audit.sql")))) {
            while (chains.next()) {
                if (chains.getString("room").equals("triage")
                        && chains.getString("clinic").equals(clinic.id())) {
                    return new Chain(
                            chains.getString("chain"),
                            chains.getLong("entries"),
                            String.valueOf(chains.getString("first_broken")),
                            String.valueOf(chains.getString("why")));
                }
            }
            throw new AssertionError("The clinic has no chain");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private JsonPath entries() {
        return as(clinic.admin()).get("/audit").then().statusCode(200).extract().jsonPath();
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }
}
