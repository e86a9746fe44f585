package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.ClinicWalls;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// The database keeps clinics apart a second time: for queries that forget to, under the service's role and under the
/// role that owns the tables.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class WallsTest {

    private static final String ALL_PLANS = "select count(*) from planner.plan";

    private final Room room;

    WallsTest(Room room) {
        this.room = room;
    }

    @Test
    void everyTableKeepsTheClinicsApart() throws SQLException {
        ClinicWalls.holdIn(
                "planner",
                Set.of(
                        "event_outbox",
                        "event_head",
                        "webhook_due",
                        "notice_door",
                        "notice_mark",
                        "calendar_key",
                        "booking_deadline",
                        "system_errand",
                        "system_mark"));
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAClinicNothingIsSeenAndWithOneNothingOfAnother(boolean service) throws SQLException {
        var assessment = Assessed.selfCare();
        Wish.after(assessment).post().then().statusCode(201);

        try (var connection = service ? room.asService() : room.asOwner()) {
            assertThat(Room.count(connection, ALL_PLANS)).isZero();
            Room.enter(connection, "south", "*");
            assertThat(Room.count(connection, ALL_PLANS)).isZero();
            Room.enter(connection, "north", "p-0");
            assertThat(Room.count(connection, ALL_PLANS)).isZero();
            Room.enter(connection, "north", Assessed.patient(assessment));
            assertThat(Room.count(connection, ALL_PLANS)).isEqualTo(1);
            Room.enter(connection, "north", "*");
            assertThat(Room.count(connection, ALL_PLANS)).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update planner.plan set patient = 'p-0'",
                "update planner.audit set actor = 'nobody'",
                "delete from planner.audit",
                "truncate planner.plan",
                "select * from planner.patient_key",
                "select * from planner.calendar_key",
                "delete from planner.erasure_fence",
                "alter table planner.plan disable row level security",
                "drop policy own_clinic on planner.plan"
            })
    void theServiceCanMoveNoWall(String act) throws SQLException {
        try (var connection = room.asService();
                var statement = connection.createStatement()) {
            Room.enter(connection, "north", "*");

            assertThatThrownBy(() -> statement.execute(act)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aRowForAnotherClinicCannotBeWritten() throws SQLException {
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
        var smuggled = "insert into planner.plan (id, created_at, assessment_id, starts_on, ruleset_version,"
                + " catalog_version, input_hash, asked, shown, clinic, patient) select gen_random_uuid(), created_at,"
                + " assessment_id, starts_on, ruleset_version, catalog_version, input_hash, asked, shown, 'south', patient"
                + " from planner.plan limit 1";

        try (var connection = room.asService();
                var statement = connection.createStatement()) {
            Room.enter(connection, "north", "*");

            assertThatThrownBy(() -> statement.execute(smuggled)).hasMessageContaining("row-level security");
        }
    }
}
