package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// A request that became more pressing after it was made, because a clinician looked at the answers.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class GraverRequestsApiTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration LATER = Duration.ofHours(60);

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    GraverRequestsApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void whoAsksAgainOnceItIsUrgentIsToBeSeenToday() throws SQLException {
        var assessment = Assessed.routine();
        var booking = Booking.after(assessment);
        var before = booking.read();

        var again = Booking.ask(urgentSince(assessment));

        again.then()
                .statusCode(200)
                .body("id", equalTo(booking.id()))
                .body("state", equalTo("REQUESTED"))
                .body("priority", equalTo("URGENT"))
                .body("window.why.ruleId", contains("B01", "B08", "B11"));
        assertThat(until(again)).isBefore(until(before)).isBefore(Instant.now().plus(Duration.ofHours(25)));
        assertThat(again.header("ETag")).isEqualTo(booking.tag()).isNotEqualTo(before.header("ETag"));
        assertThat(changesToldOf(booking)).isEqualTo(1);
    }

    @Test
    void nothingBecomesLessPressing() {
        var assessment = Assessed.urgent();
        var booking = Booking.after(assessment);

        var again = Booking.ask(Assessed.reviewed(assessment, "ROUTINE_CLINICIAN"));

        again.then().statusCode(409).body("type", equalTo("urn:scapula:problem:already-requested"));
        booking.read().then().body("priority", equalTo("URGENT"));
    }

    @Test
    void theSameAnswerTwiceIsOneRequestAsBefore() {
        var assessment = Assessed.routine();
        Booking.ask(assessment).then().statusCode(201);
        Booking.ask(urgentSince(assessment)).then().statusCode(200);

        Booking.ask(assessment).then().statusCode(409).body("type", equalTo("urn:scapula:problem:already-requested"));
    }

    @Test
    void aVisitThatStandsTooLateIsAPersonsToMove() {
        var assessment = Assessed.routine();
        var booking = Booking.after(assessment);
        var practitioner = Booking.practitioner();
        booking.does(Booking.withSlot("BOOK", Booking.slot(practitioner, Booking.in(LATER))));
        booking.does(Booking.just("CONFIRM"));

        Booking.ask(urgentSince(assessment))
                .then()
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"))
                .body("priority", equalTo("URGENT"));

        assertThat(workOf(booking)).containsExactly("VISIT_TOO_LATE");
        var soon = Booking.in(SOON);
        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot(practitioner, soon)));
        assertThat(workOf(booking)).isEmpty();
    }

    @Test
    void aVisitThatStandsInTimeIsNoWork() {
        var assessment = Assessed.routine();
        var booking = Booking.after(assessment);
        var soon = Booking.in(SOON);
        booking.does(Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), soon)));

        Booking.ask(urgentSince(assessment)).then().statusCode(200).body("state", equalTo("BOOKED"));

        assertThat(workOf(booking)).isEmpty();
    }

    @Test
    void whatIsOfferedForLaterCannotBeChosenAnyMore() {
        var assessment = Assessed.routine();
        var booking = Booking.after(assessment);
        var practitioner = Booking.practitioner();
        booking.does(Booking.offer(
                Booking.slot(practitioner, Booking.in(SOON)), Booking.slot(practitioner, Booking.in(LATER))));
        var later = booking.slots().<String>path("slots[1].id");

        Booking.ask(urgentSince(assessment)).then().statusCode(200).body("state", equalTo("OFFERED"));

        booking.slots().then().body("slots", hasSize(1));
        booking.choose(later).then().statusCode(422);
    }

    @Test
    void whereNothingInTimeIsOfferedOrHeldItIsLookedForAnew() {
        var offered = Assessed.routine();
        var held = Assessed.routine();
        Booking.after(offered).does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(LATER))));
        Booking.after(held).does(Booking.withSlot("HOLD", Booking.slot(Booking.practitioner(), Booking.in(LATER))));

        for (var assessment : List.of(offered, held)) {
            Booking.ask(urgentSince(assessment)).then().statusCode(200).body("state", equalTo("REQUESTED"));
        }
    }

    private static ObjectNode urgentSince(ObjectNode assessment) {
        return Assessed.reviewed(assessment.deepCopy(), "URGENT");
    }

    /// On their way, or placed among the clinic's events.
    private int changesToldOf(Booking booking) throws SQLException {
        try (var connection = room.asOwner()) {
            Room.enter(connection, "north", "*");
            var told =
                    " where type = 'booking-request.changed' and subject = '/v1/booking-requests/" + booking.id() + "'";
            return Room.count(
                    connection,
                    "select (select count(*) from planner.event_outbox" + told
                            + ") + (select count(*) from planner.event" + told + ")");
        }
    }

    private static Instant until(Response request) {
        return Instant.parse(request.path("window.until"));
    }

    private static List<String> workOf(Booking booking) {
        var kinds = new ArrayList<String>();
        var cursor = "";
        do {
            var page = Wish.json(given().auth()
                    .oauth2(Tokens.clinician())
                    .get("/v1/work-list?limit=100" + cursor)
                    .asString());
            page.path("items").forEach(item -> kinds.addAll(kindOf(item, booking)));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return kinds;
    }

    private static List<String> kindOf(JsonNode item, Booking booking) {
        return item.path("patient").asText().equals(booking.patient())
                ? List.of(item.path("kind").asText())
                : List.of();
    }
}
