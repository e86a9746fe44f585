package org.scapula.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.TestDatabase;

/// The walls that every room has, as the database itself keeps them: seen with raw SQL under the role of a service.
class WallsTest {

    private static final String REFUSED = "42501";
    private static final TestDatabase DATABASE = TestDatabase.running();

    @BeforeAll
    static void buildTheWalls() throws SQLException, IOException {
        for (var room : List.of("catalog", "triage", "planner")) {
            try (var owner = DATABASE.asOwnerOf(room)) {
                run(owner, walls(room));
            }
        }
    }

    @BeforeEach
    void forgetTheTestBefore() throws SQLException {
        try (var operator = DATABASE.asOperator()) {
            for (var room : List.of("catalog", "triage", "planner")) {
                run(operator, "alter table " + room + ".audit disable trigger audit_is_only_added_to");
                run(operator, "truncate " + room + ".audit, " + room + ".patient_key, " + room + ".erasure_fence");
                run(operator, "alter table " + room + ".audit enable trigger audit_is_only_added_to");
            }
        }
    }

    @Test
    void aClinicSeesItsOwnActsOnlyAndWithoutAClinicThereIsNothingToSee() throws SQLException {
        note("north", "p-1");
        note("south", "p-1");

        assertThat(inside("north", "select count(*) || ' ' || min(clinic) from audit"))
                .isEqualTo("1 north");
        assertThat(inside("south", "select count(*) || ' ' || min(clinic) from audit"))
                .isEqualTo("1 south");
        assertThat(outside("select count(*) from audit")).isEqualTo("0");
    }

    @Test
    void theSettingEndsWithTheTransaction() throws SQLException {
        note("north", "p-1");
        try (var service = DATABASE.enter("triage")) {
            service.setAutoCommit(false);
            run(service, "select enter('north', '*')");
            assertThat(text(service, "select count(*) from audit")).isEqualTo("1");
            service.commit();

            assertThat(text(service, "select count(*) from audit")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'nobody'",
                "delete from audit",
                "truncate audit",
                "insert into audit select * from audit",
                "alter table audit disable row level security",
                "alter table audit no force row level security",
                "alter table audit disable trigger all",
                "drop policy own_clinic on audit",
                "drop table audit",
                "select * from patient_key",
                "delete from patient_key",
                "select * from erasure_fence",
                "select audit_text('x')",
                "create or replace function pseudonym(of_patient text) returns text language sql as 'select of_patient'"
            })
    void theServiceCanMoveNoWall(String act) throws SQLException {
        note("north", "p-1");

        assertThatThrownBy(() -> inside("north", act))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo(REFUSED));
    }

    @Test
    void notEvenTheOwnerChangesAnEntry() throws SQLException {
        note("north", "p-1");

        try (var owner = DATABASE.asOwnerOf("triage")) {
            owner.setAutoCommit(false);
            run(owner, "select enter('north', '*')");
            assertThatThrownBy(() -> run(owner, "update audit set actor = 'nobody'"))
                    .hasMessageContaining("only ever added to");
        }
    }

    @Test
    void notEvenTheOwnerSeesAnotherClinic() throws SQLException {
        note("north", "p-1");

        try (var owner = DATABASE.asOwnerOf("triage")) {
            assertThat(text(owner, "select count(*) from audit")).isEqualTo("0");
            assertThat(text(owner, "select count(*) from patient_key")).isEqualTo("0");
        }
    }

    @Test
    void aChainThatNobodyTouchedIsWhole() throws SQLException {
        for (var i = 0; i < 5; i++) {
            note("north", "p-" + i);
            note("south", "p-" + i);
        }

        assertThat(verified()).containsExactly("triage north whole 5 null", "triage south whole 5 null");
    }

    @Test
    void entriesOfOneMomentStandInOneLine() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var notes = new ArrayList<Callable<Void>>();
            for (var i = 0; i < 80; i++) {
                notes.add(() -> {
                    note("north", "p-1");
                    return null;
                });
            }
            for (var noted : threads.invokeAll(notes)) {
                noted.get();
            }
        }

        assertThat(verified()).containsExactly("triage north whole 80 null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update triage.audit set actor = 'somebody else' where clinic = 'north' and seq = 4 | 4",
                "update triage.audit set at = at + interval '1 microsecond' where clinic = 'north' and seq = 4 | 4",
                "update triage.audit set record_version = '' where clinic = 'north' and seq = 4 | 4",
                "update triage.audit set act = 'a', record_type = 'ssessment.read' where clinic = 'north' and seq = 4 | 4",
                "update triage.audit set hash = sha256('x') where clinic = 'north' and seq = 4 | 4",
                "update triage.audit set clinic = 'west' where clinic = 'north' and seq = 4 | 5",
                "delete from triage.audit where clinic = 'north' and seq = 4 | 5",
                "delete from triage.audit where clinic = 'north' and seq = 1 | 2",
                "delete from triage.audit where clinic = 'north' and seq = 4; update triage.audit set seq = seq - 1 where clinic = 'north' and seq > 4 | 4"
            })
    void whoeverTampersAsTheSuperuserIsFound(String tampering, long firstBroken) throws SQLException {
        for (var i = 0; i < 8; i++) {
            note("north", "p-1");
        }
        note("south", "p-1");

        try (var operator = DATABASE.asOperator()) {
            run(operator, "alter table triage.audit disable trigger audit_is_only_added_to");
            run(operator, tampering);
            run(operator, "alter table triage.audit enable trigger audit_is_only_added_to");
        }

        assertThat(verified())
                .anyMatch(row -> row.matches("triage north broken \\d+ " + firstBroken))
                .contains("triage south whole 1 null");
    }

    @Test
    void theAuditKnowsAPatientByAPseudonymThatErasureMakesMeaningless() throws SQLException {
        note("north", "p-1");
        note("north", "p-1");
        note("north", "p-2");

        assertThat(inside("north", "select count(*) from audit where patient = pseudonym('p-1')"))
                .isEqualTo("2");
        assertThat(inside("north", "select count(*) from audit a where a::text like '%p-1%'"))
                .isEqualTo("0");
        assertThat(inside("south", "select pseudonym('p-1')")).isEmpty();

        erase("north", "p-1");

        assertThat(inside("north", "select pseudonym('p-1')")).isEmpty();
        assertThat(inside("north", "select count(*) from audit where patient = pseudonym('p-2')"))
                .isEqualTo("1");
        assertThat(verified()).containsExactly("triage north whole 3 null");
    }

    @Test
    void whoHasJustBeenErasedIsNotWrittenAboutUntilTheFenceFalls() throws SQLException {
        note("north", "p-1");

        erase("north", "p-1");

        assertThat(inside("north", "select enter_to_write('north', '*', 'p-1')"))
                .isEqualTo("f");
        assertThat(inside("north", "select enter_to_write('north', '*', 'p-2')"))
                .isEqualTo("t");
        assertThat(inside("south", "select enter_to_write('south', '*', 'p-1')"))
                .isEqualTo("t");
        try (var operator = DATABASE.asOperator()) {
            run(operator, "update triage.erasure_fence set stands_until = clock_timestamp()");
        }
        assertThat(inside("north", "select enter_to_write('north', '*', 'p-1')"))
                .isEqualTo("t");
    }

    @Test
    void anErasureWaitsForWhoeverIsWriting() throws Exception {
        try (var writer = DATABASE.enter("triage");
                var threads = Executors.newSingleThreadExecutor()) {
            writer.setAutoCommit(false);
            run(writer, "select enter_to_write('north', '*', 'p-1')");

            var erasure = threads.submit(() -> {
                erase("north", "p-1");
                return true;
            });
            awaitALockThatIsWaitedFor();
            assertThat(erasure.isDone()).isFalse();
            writer.commit();

            assertThat(erasure.get()).isTrue();
        }
    }

    private static void awaitALockThatIsWaitedFor() throws SQLException, InterruptedException {
        try (var operator = DATABASE.asOperator()) {
            while (text(operator, "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .equals("0")) {
                Thread.sleep(5);
            }
        }
    }

    private static void note(String clinic, String patient) throws SQLException {
        try (var service = DATABASE.enter("triage")) {
            service.setAutoCommit(false);
            run(service, "select enter_to_write('%s', '*', '%s')".formatted(clinic, patient));
            run(service, """
                    select audit_note('someone', 'app', 'clinician', '192.0.2.1', 'trace', 'assessment.read',
                        'assessment', 'id', 'v', '%s', false)""".formatted(patient));
            service.commit();
        }
    }

    private static void erase(String clinic, String patient) throws SQLException {
        try (var service = DATABASE.enter("triage")) {
            service.setAutoCommit(false);
            run(service, "select enter('%s', '*')".formatted(clinic));
            run(service, "select begin_erasure('%s')".formatted(patient));
            run(service, "select end_erasure('%s')".formatted(patient));
            service.commit();
        }
    }

    private static String inside(String clinic, String sql) throws SQLException {
        try (var service = DATABASE.enter("triage")) {
            service.setAutoCommit(false);
            run(service, "select enter('" + clinic + "', '*')");
            return text(service, sql);
        }
    }

    private static String outside(String sql) throws SQLException {
        try (var service = DATABASE.enter("triage")) {
            return text(service, sql);
        }
    }

    private static List<String> verified() throws SQLException {
        try (var operator = DATABASE.asOperator();
                var statement = operator.createStatement();
                var rows = statement.executeQuery(Files.readString(Path.of("../database/verify-audit.sql")))) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(String.join(
                        " ",
                        rows.getString("room"),
                        rows.getString("clinic"),
                        rows.getString("chain"),
                        rows.getString("entries"),
                        String.valueOf(rows.getString("first_broken"))));
            }
            return found;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String walls(String room) throws IOException {
        try (InputStream script =
                Objects.requireNonNull(WallsTest.class.getResourceAsStream("/db/walls/V2__walls.sql"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${flyway:defaultSchema}", room)
                    .replace("${service}", room + "_service");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (var rows = statement.getResultSet()) {
                return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "") : "";
            }
        }
    }
}
