package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.event.Tidying;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// What happened at a clinic, for whoever asks. Each test has a clinic of its own.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class EventsApiTest {

    private final CircuitBreakerMaintenance breakers;
    private final Room room;
    private final Tidying tidying;
    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

    EventsApiTest(CircuitBreakerMaintenance breakers, Room room, Tidying tidying) {
        this.breakers = breakers;
        this.room = room;
        this.tidying = tidying;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        Neighbours.assessedAt(clinic.id());
        breakers.resetAll();
    }

    @Test
    void aNewPlanIsToldByItsIdAndNothingElse() {
        var assessment = Assessed.selfCare();
        var plan = planAfter(assessment).header("Location");

        var told = since("");

        told.then()
                .statusCode(200)
                .body("events.type", contains("plan.created"))
                .body("events.subject", contains(URI.create(plan).getPath()))
                .body("events[0].data.clinic", equalTo(clinic.id()))
                .body("events[0].data.id", equalTo(idOf(plan)))
                .body("more", equalTo(false));
        assertThat(told.asString()).doesNotContain(Assessed.patient(assessment), Assessed.id(assessment), "SELF_CARE");
    }

    @Test
    void aFrozenPlanIsToldAndAPlanThatIsRefusedIsNot() {
        var assessment = Assessed.selfCare();
        var plan = planAfter(assessment).header("Location");
        Neighbours.answersStatus("triage-judgement", 500);

        Logbook.log(
                        plan,
                        Logbook.entry(
                                LocalDate.now(ZoneOffset.UTC),
                                said -> said.putObject("newSymptoms").put("saddleNumb", "yes")),
                        clinic.clinician())
                .then()
                .statusCode(503);
        Wish.after(assessment).by(clinic.clinician()).post().then().statusCode(409);

        since("")
                .then()
                .body("events.type", contains("plan.created", "plan.frozen"))
                .body("events.data.id", contains(idOf(plan), idOf(plan)));
    }

    @Test
    void whoGoesOnFromNextReadsEachEventOnceAndInOrder() throws SQLException {
        var ids = new ArrayList<String>();
        try (var writer = writer()) {
            for (var nth = 0; nth < 7; nth++) {
                ids.add(tell(writer));
                writer.commit();
            }
        }

        var first = since("?limit=3");
        var second = since("?limit=3&since=" + first.path("next"));
        var third = since("?limit=3&since=" + second.path("next"));
        var nothing = since("?since=" + third.path("next"));

        assertThat(first.header("Link")).contains("since=" + first.path("next")).contains("rel=\"next\"");
        first.then()
                .body("more", equalTo(true))
                .body("events.id", contains(ids.subList(0, 3).toArray()));
        second.then()
                .body("more", equalTo(true))
                .body("events.id", contains(ids.subList(3, 6).toArray()));
        third.then().body("more", equalTo(false)).body("events.id", contains(ids.get(6)));
        assertThat(third.header("Link")).isNull();
        nothing.then().body("events", empty()).body("next", equalTo(third.path("next")));
    }

    /// Whoever is first of a clinic to write waits for nobody, and whoever reads in between misses nobody.
    @Test
    void whatCommitsLateComesLateAndIsNotMissed() throws SQLException {
        try (var slow = writer();
                var quick = writer()) {
            var late = tell(slow);
            var early = tell(quick);
            quick.commit();
            var between = since("");
            slow.commit();

            var after = since("?since=" + between.path("next"));

            between.then().body("events.id", contains(early));
            after.then().body("events.id", contains(late));
        }
    }

    @Test
    void whatIsNotKeptIsNotTold() throws SQLException {
        try (var writer = writer()) {
            var undone = tell(writer);
            writer.rollback();

            assertThat(since("").asString()).doesNotContain(undone);
        }
    }

    @Test
    void ofManyWhoWriteAndReadAtOnceNobodyMissesAnything() throws Exception {
        var writers = 6;
        var each = 25;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = IntStream.range(0, writers)
                    .mapToObj(_ -> threads.submit(() -> told(each)))
                    .toList();
            var reading = IntStream.range(0, 2)
                    .mapToObj(_ -> threads.submit(reader(writers * each)))
                    .toList();
            var written = new HashSet<String>();
            for (var one : writing) {
                written.addAll(one.get());
            }
            for (var one : reading) {
                assertThat(one.get()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
            }
        }
    }

    @Test
    void anotherClinicHearsNothingOfIt() {
        planAfter(Assessed.selfCare()).then().statusCode(201);
        var other = Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

        given().auth()
                .oauth2(other.integrator())
                .get("/v1/events")
                .then()
                .statusCode(200)
                .body("events", empty())
                .body("next", equalTo("0"));
    }

    @Test
    void whoComesBackToWhatIsForgottenIsToldSo() throws SQLException {
        try (var writer = writer()) {
            for (var nth = 0; nth < 3; nth++) {
                assertThat(tell(writer)).isNotEmpty();
            }
            writer.commit();
            var first = since("?limit=1");
            try (var forget = writer.prepareStatement("select forget_events(?, now() + interval '1 hour')")) {
                forget.setString(1, clinic.id());
                forget.executeQuery().close();
            }
            writer.commit();

            since("?since=" + first.path("next"))
                    .then()
                    .statusCode(410)
                    .body("type", equalTo("urn:scapula:problem:events-forgotten"))
                    .body("next", equalTo("3"));
            since("?since=3").then().statusCode(200).body("events", empty());
            var anew = tell(writer);
            writer.commit();
            since("?since=3").then().body("events.id", contains(anew)).body("next", equalTo("4"));
        }
    }

    /// As after the database was restored to how it was before.
    @Test
    void whoHasReadFurtherThanTheListGoesIsToldSo() throws SQLException {
        try (var writer = writer()) {
            assertThat(tell(writer)).isNotEmpty();
            writer.commit();
            since("?since=1").then().statusCode(200).body("events", empty());

            since("?since=2")
                    .then()
                    .statusCode(410)
                    .body("type", equalTo("urn:scapula:problem:events-restored"))
                    .body("next", equalTo("0"));
        }
    }

    @Test
    void whoHasReadNothingYetIsToldThatSomethingIsForgotten() throws SQLException {
        var begun = since("").<String>path("next");
        assertThat(begun).isEqualTo("0");
        try (var writer = writer()) {
            assertThat(tell(writer)).isNotEmpty();
            writer.commit();
            since("?since=" + begun).then().statusCode(200).body("events", hasSize(1));
            try (var forget = writer.prepareStatement("select forget_events(?, now() + interval '1 hour')")) {
                forget.setString(1, clinic.id());
                forget.executeQuery().close();
            }
            writer.commit();

            since("?since=" + begun).then().statusCode(410).body("next", equalTo("1"));
            since("").then().statusCode(200).body("events", empty()).body("next", equalTo("1"));
        }
    }

    @Test
    void whatIsOlderThanNinetyDaysIsForgotten() throws SQLException {
        try (var writer = writer();
                var owner = room.asOwner();
                var age = owner.prepareStatement(
                        "update planner.event set placed_at = now() - make_interval(days => ?) where position = ?")) {
            for (var nth = 0; nth < 3; nth++) {
                assertThat(tell(writer)).isNotEmpty();
                writer.commit();
            }
            since("").then().body("next", equalTo("3"));
            Room.enter(owner, clinic.id(), "*");
            for (var nth = 1; nth <= 2; nth++) {
                age.setInt(1, nth == 1 ? 91 : 89);
                age.setInt(2, nth);
                assertThat(age.executeUpdate()).isEqualTo(1);
            }

            tidying.now();

            var kept = since("");
            kept.then().body("events", hasSize(2)).body("next", equalTo("3"));
            since("?since=1").then().statusCode(200).body("events", hasSize(2));
        }
    }

    @Test
    void aClinicThatCannotForgetKeepsNoOtherFromIt() throws SQLException {
        var stuck = "a" + clinic.id();
        try (var owner = room.asOwner();
                var statement = owner.createStatement();
                var writer = writer()) {
            for (var where : List.of(stuck, clinic.id())) {
                Room.enter(owner, where, "*");
                statement.execute("insert into planner.event_head values ('" + where + "', 1, 0)");
                statement.execute("insert into planner.event values (gen_random_uuid(), '" + where
                        + "', 1, now() - interval '91 days', now(), 'plan.created', '/plans/1')");
            }
            Room.enter(owner, stuck, "*");
            statement.execute("create table planner.holding (event uuid references planner.event (id))");
            statement.execute("insert into planner.holding select id from planner.event");

            try {
                tidying.now();
            } finally {
                statement.execute("drop table planner.holding");
            }

            assertThat(Room.count(owner, "select count(*) from planner.event")).isEqualTo(1);
            assertThat(Room.count(writer, "select count(*) from event")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?since=", "?since=yesterday", "?since=-1", "?limit=0", "?limit=501", "?after=1"})
    void whatIsNoPlaceIsRefused(String query) {
        since(query).then().statusCode(400).body("errors[0].pointer", equalTo(query.substring(1, query.indexOf('='))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/plans/p-1", "back pain", "/plans/019AA4F0-6D3C-7B1E-8F35-0D9A3C1F6B27", "/plans?patient=p-1"})
    void nothingButAnAddressWithAnIdCanBeToldOf(String subject) throws SQLException {
        try (var writer = writer()) {
            assertThatThrownBy(() -> tell(writer, subject)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void nobodyTellsAnythingOfAnotherClinic() throws SQLException {
        try (var writer = writer()) {
            Room.enter(writer, "north", "*");

            assertThatThrownBy(() -> tell(writer)).hasMessageContaining("row-level security");
        }
    }

    private List<String> told(int many) throws SQLException {
        var ids = new ArrayList<String>();
        try (var writer = writer()) {
            for (var nth = 0; nth < many; nth++) {
                ids.add(tell(writer));
                writer.commit();
            }
        }
        return ids;
    }

    private Callable<List<String>> reader(int many) {
        return () -> {
            var seen = new ArrayList<String>();
            var place = "0";
            while (seen.size() < many) {
                var page = Wish.json(since("?since=" + place).asString());
                page.path("events").forEach(event -> seen.add(event.path("id").asText()));
                place = page.path("next").asText();
            }
            return seen;
        };
    }

    private Connection writer() throws SQLException {
        var connection = room.asService();
        Room.enter(connection, clinic.id(), "*");
        connection.setAutoCommit(false);
        return connection;
    }

    private String tell(Connection writer) throws SQLException {
        return tell(writer, "/plans/" + UUID.randomUUID());
    }

    private String tell(Connection writer, String subject) throws SQLException {
        var id = UUID.randomUUID();
        try (var statement = writer.prepareStatement("select tell_event(?, ?, now(), 'plan.created', ?)")) {
            statement.setObject(1, id);
            statement.setString(2, clinic.id());
            statement.setString(3, subject);
            statement.executeQuery().close();
        }
        return id.toString();
    }

    private Response planAfter(JsonNode assessment) {
        return Wish.fromToday(assessment).by(clinic.clinician()).post();
    }

    private Response since(String query) {
        return given().auth().oauth2(clinic.integrator()).get("/v1/events" + query);
    }

    private static String idOf(String plan) {
        return plan.substring(plan.lastIndexOf('/') + 1);
    }
}
