package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// The second wall: whatever SQL the service might send under its own role, it gets at no other clinic.
@QuarkusTest
@WithTestResource(Lines.class)
class ClinicsApartTest {

    private static final String ROW = """
            insert into assessment
                (id, clinic, patient, assessed_at, disposition, rule_set_version, rule_set_hash, asked, shown, replaces, episode)
            select new.id, '%s', '%s', now(), 'URGENT', '1', 'x', '{"answers":{}}', '{}', new.replaces, new.id
            from (select gen_random_uuid() as id, cast(null as uuid) as replaces) new""";

    /// Whatever is denied leaves them as they are, for the next to find.
    private static Optional<Neighbouring> untouched = Optional.empty();

    private String clinic = "";
    private String other = "";

    private record Neighbouring(String clinic, String other) {}

    @BeforeEach
    void twoClinicsHaveTwoPatientsEach() {
        var clinics = untouched.orElseGet(ClinicsApartTest::twoClinics);
        untouched = Optional.of(clinics);
        clinic = clinics.clinic();
        other = clinics.other();
    }

    /// Each with two patients, each of them with an assessment that a clinician has reviewed.
    private static Neighbouring twoClinics() {
        var clinics = new Neighbouring("a-" + UUID.randomUUID(), "b-" + UUID.randomUUID());
        for (var id : new String[] {clinics.clinic(), clinics.other()}) {
            for (var patient : new String[] {"p-1", "p-2"}) {
                var assessment = Person.withoutWarningSigns()
                        .as(Tokens.at(id).patient(patient))
                        .isTold()
                        .getString("id");
                given().auth()
                        .oauth2(Tokens.at(id).clinician())
                        .contentType(ContentType.JSON)
                        .body("{\"disposition\":\"URGENT\"}")
                        .post("/assessments/" + assessment + "/reviews")
                        .then()
                        .statusCode(201);
            }
        }
        return clinics;
    }

    @ParameterizedTest
    @ValueSource(strings = {"assessment", "assessment_review", "audit"})
    void withOneClinicSetTheOtherIsNotSeen(String table) throws SQLException {
        try (var service = inside(clinic, "*")) {
            assertThat(number(service, "select count(*) from " + table)).isEqualTo(table.equals("audit") ? 4 : 2);
            assertThat(number(service, "select count(*) from " + table + " where clinic <> '" + clinic + "'"))
                    .isZero();
            assertThat(number(service, "select count(*) from " + table + " where clinic = '" + other + "'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"assessment", "assessment_review", "audit"})
    void withNoClinicSetNothingIsSeen(String table) throws SQLException {
        try (var service = TestDatabase.running().enter("triage")) {
            assertThat(number(service, "select count(*) from " + table)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"assessment", "assessment_review", "audit"})
    void whatATransactionSetEndsWithIt(String table) throws SQLException {
        try (var service = inside(clinic, "*")) {
            service.commit();

            assertThat(number(service, "select count(*) from " + table)).isZero();
        }
    }

    @Test
    void withAPatientSetNobodyElseIsSeen() throws SQLException {
        try (var service = inside(clinic, "p-1")) {
            assertThat(number(service, "select count(*) from assessment")).isEqualTo(1);
            assertThat(number(service, "select count(*) from assessment where patient <> 'p-1'"))
                    .isZero();
            assertThat(number(service, "select count(*) from assessment_review"))
                    .isEqualTo(1);
            assertThat(number(service, "select count(*) from assessment_review where patient <> 'p-1'"))
                    .isZero();
        }
    }

    @Test
    void nothingIsRemovedFromAnotherClinicOrPatient() throws SQLException {
        untouched = Optional.empty();

        try (var service = inside(clinic, "p-1")) {
            run(service, "delete from assessment_review");
            run(service, "delete from assessment");
            service.commit();
        }

        assertThat(AsOperator.column("select clinic || ' ' || patient from triage.assessment where clinic in ('"
                        + clinic + "', '" + other + "')"))
                .containsExactlyInAnyOrder(clinic + " p-2", other + " p-1", other + " p-2");
    }

    @Test
    void nothingIsStoredForAnotherClinicOrPatient() throws SQLException {
        assertDenied(clinic, "*", ROW.formatted(other, "p-1"), "row-level security");
        assertDenied(clinic, "p-1", ROW.formatted(clinic, "p-2"), "row-level security");
        assertDenied("", "*", ROW.formatted(clinic, "p-1"), "row-level security");
    }

    @Test
    void whatReplacesAnAssessmentBelongsToTheSamePatient() throws SQLException {
        var id = AsOperator.column(
                        "select id from triage.assessment where clinic = '" + clinic + "' and patient = 'p-1'")
                .getFirst();
        var replacing = ROW.formatted(clinic, "p-2").replace("cast(null as uuid)", "cast('" + id + "' as uuid)");

        assertDenied(clinic, "*", replacing, "foreign key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update assessment set patient = 'p-3'",
                "update assessment_review set disposition = 'SELF_CARE'",
                "truncate assessment_review",
                "alter table assessment_review disable trigger all",
                "truncate assessment",
                "insert into audit select * from audit",
                "update audit set actor = 'nobody'",
                "delete from audit",
                "truncate audit",
                "select * from patient_key",
                "delete from patient_key",
                "select * from erasure_fence",
                "delete from erasure_fence",
                "alter table assessment disable row level security",
                "alter table assessment no force row level security",
                "alter table audit disable trigger all",
                "drop policy own_clinic on assessment",
                "drop table audit",
                "create table mine (id int)",
                "set session_replication_role = replica",
                "set role triage_owner",
                "set session authorization triage_owner",
                "create or replace function enter(clinic text, patient text) returns void language sql as 'select'",
                "select patient_digest('p-1')",
                "alter role triage_service bypassrls",
                "select * from catalog.exercise",
                "select * from flyway_schema_history"
            })
    void noWallIsMoved(String sql) throws SQLException {
        assertDenied(clinic, "*", sql, "");
    }

    @Test
    void evenTheOwnerOfTheTablesSeesNoRowWithoutAClinic() throws SQLException {
        try (var owner = TestDatabase.running().asOwnerOf("triage")) {
            assertThat(number(owner, "select count(*) from assessment")).isZero();
            assertThat(number(owner, "select count(*) from audit")).isZero();
            assertThat(number(owner, "select count(*) from patient_key")).isZero();
        }
    }

    private static void assertDenied(String clinic, String patient, String sql, String because) throws SQLException {
        try (var service = inside(clinic, patient)) {
            var failure = catchThrowable(() -> run(service, sql));

            assertThat(failure).as(sql).isInstanceOf(SQLException.class).hasMessageContaining(because);
            // 42501 not allowed; 23503 a key that is not there; 42P01 a room that is not ours is not even there.
            assertThat(((SQLException) failure).getSQLState()).as(sql).isIn("42501", "23503", "42P01");
        }
    }

    private static Connection inside(String clinic, String patient) throws SQLException {
        var service = TestDatabase.running().enter("triage");
        service.setAutoCommit(false);
        run(service, "select enter('" + clinic + "', '" + patient + "')");
        return service;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
