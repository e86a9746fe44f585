package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.FhirJudge;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Requests, offered times and visits as FHIR says them.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class BookingsInFhirApiTest {

    private static final Duration SOON = Duration.ofHours(30);

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    BookingsInFhirApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void aRequestIsAServiceRequestWithItsWindowAndItsReasons() {
        var assessment = routine();
        var asked = Booking.ask(assessment);
        var booking = asked.header("Location");

        var read = get("ServiceRequest/" + last(booking));

        FhirJudge.finds(read);
        read.then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("intent", equalTo("proposal"))
                .body("priority", equalTo("routine"))
                .body("code.coding[0].system", equalTo("http://snomed.info/sct"))
                .body("code.coding[0].code", equalTo("91251008"))
                .body("code.text", equalTo("Physical therapy procedure"))
                .body("subject.identifier.value", equalTo(Assessed.patient(assessment)))
                .body("supportingInfo[0].reference", equalTo("QuestionnaireResponse/" + Assessed.id(assessment)))
                .body("reasonCode[0].text", containsString("B04"));
        assertThat(Instant.parse(read.path("occurrencePeriod.end")))
                .isEqualTo(Instant.parse(asked.path("window.until")).truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void whatIsUrgentIsUrgentInFhirAndWhatIsOverdueIsToBeDoneAsSoonAsPossible() {
        var urgent = Booking.after(Assessed.urgent());
        var overdue = Booking.after(Assessed.urgent()
                .put("assessedAt", Instant.now().minus(1, ChronoUnit.DAYS).toString()));

        get("ServiceRequest/" + urgent.id()).then().body("priority", equalTo("urgent"));
        get("ServiceRequest/" + overdue.id()).then().body("priority", equalTo("asap"));
    }

    @ParameterizedTest
    @CsvSource({"DECLINE, active, NO_CAPACITY", "CANCEL, revoked, PATIENT_REQUEST"})
    void whoHasNotBeenSeenIsStillToBeSeen(String move, String status, String reason) {
        var booking = Booking.after(routine());
        booking.does(Booking.because(move, reason));

        var read = get("ServiceRequest/" + booking.id());

        FhirJudge.finds(read);
        read.then().body("status", equalTo(status));
    }

    @Test
    void aBookedVisitIsAnAppointmentThatNamesItsRequest() {
        var booking = Booking.after(routine());
        var practitioner = Booking.practitioner();
        var start = Booking.in(SOON);
        booking.does(Booking.withSlot("BOOK", Booking.slot(practitioner, start)));

        var found = get("Appointment?patient=" + booking.patient());

        FhirJudge.finds(found);
        found.then()
                .body("total", equalTo(1))
                .body("entry[0].resource.status", equalTo("pending"))
                .body("entry[0].resource.start", equalTo(start.toString()))
                .body("entry[0].resource.minutesDuration", equalTo(30))
                .body("entry[0].resource.basedOn[0].reference", equalTo("ServiceRequest/" + booking.id()))
                .body("entry[0].resource.participant.actor.identifier.value", hasItem(practitioner))
                .body("entry[0].resource.participant.actor.identifier.value", hasItem(booking.patient()));
        booking.does(Booking.just("CONFIRM"));
        var confirmed = get("Appointment/" + found.path("entry[0].resource.id"));
        FhirJudge.finds(confirmed);
        confirmed.then().body("status", equalTo("booked"));
        get("ServiceRequest/" + booking.id())
                .then()
                .body("note.text", hasItem(containsString("Appointment/" + found.path("entry[0].resource.id"))));
    }

    @Test
    void anEmergencyStopsWhatIsOfferedUntilAClinicianHasSeenToIt() {
        var booking = Booking.after(routine());
        booking.does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        var before = Instant.parse(get("ServiceRequest/" + booking.id()).path("meta.lastUpdated"));
        Booking.ask(Assessed.emergency().put("patient", booking.patient()))
                .then()
                .statusCode(409);

        var slots = slotsOf(booking, Tokens.patient(booking.patient()));
        var stopped = get("ServiceRequest/" + booking.id());

        FhirJudge.finds(slots);
        FhirJudge.finds(stopped);
        slots.then().body("entry[0].resource.status", equalTo("busy-unavailable"));
        booking.slots().then().statusCode(200).body("slots", hasSize(0));
        stopped.then()
                .body("status", equalTo("active"))
                .body("priority", equalTo("stat"))
                .body("note.text", hasItem(containsString("Emergency")));
        assertThat(Instant.parse(stopped.path("meta.lastUpdated"))).isAfter(before);
        BookingRequestsApiTest.doneWith(booking.patient());
        slotsOf(booking, Tokens.patient(booking.patient())).then().body("entry[0].resource.status", equalTo("free"));
        booking.slots().then().body("slots", hasSize(1));
        get("ServiceRequest/" + booking.id())
                .then()
                .body("priority", equalTo("routine"))
                .body("note.text", not(hasItem(containsString("Emergency"))));
    }

    /// Told after triage's answer and before the request, and seen only when the request was there.
    @Test
    void anEmergencyOfTheSameMomentStopsWhatIsOfferedToo() throws SQLException {
        var booking = Booking.after(routine());
        booking.does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        try (var owner = room.asOwner();
                var statement = owner.createStatement()) {
            Room.enter(owner, "north", "*");
            statement.executeUpdate("insert into planner.work_item"
                    + " (id, clinic, patient, kind, rank, assessment, since, version)"
                    + " select gen_random_uuid(), clinic, patient, 'EMERGENCY', 0, assessment,"
                    + " assessed_at + (created_at - assessed_at) / 2, 1"
                    + " from planner.booking_request where id = '" + booking.id() + "'");
        }

        var slots = slotsOf(booking, Tokens.patient(booking.patient()));
        var stopped = get("ServiceRequest/" + booking.id());

        booking.slots().then().statusCode(200).body("slots", hasSize(0));
        slots.then().body("entry[0].resource.status", equalTo("busy-unavailable"));
        stopped.then().body("priority", equalTo("stat"));
        BookingRequestsApiTest.doneWith(booking.patient());
        slotsOf(booking, Tokens.patient(booking.patient())).then().body("entry[0].resource.status", equalTo("free"));
        get("ServiceRequest/" + booking.id()).then().body("priority", equalTo("routine"));
    }

    @Test
    void aHeldTimeIsProposedAndATakenOneIsNotFreeForWhoMayNotSeeWhoseItIs() {
        var practitioner = Booking.practitioner();
        var first = Booking.in(SOON);
        var second = first.plus(Duration.ofHours(1));
        var one = Booking.after(routine());
        var other = Booking.after(routine());
        var slots = new String[] {Booking.slot(practitioner, first), Booking.slot(practitioner, second)};
        one.does(Booking.offer(slots));
        other.does(Booking.offer(slots));
        one.does(Booking.withSlot("HOLD", Booking.slot(practitioner, first)));

        var asIntegrator = slotsOf(other, Tokens.integrator());
        var asPatient = slotsOf(other, Tokens.patient(other.patient()));
        var ofTheHolder = slotsOf(one, Tokens.patient(one.patient()));

        for (var seen : List.of(asIntegrator, asPatient)) {
            FhirJudge.finds(seen);
            assertThat(statusAt(seen, first)).isEqualTo("busy");
            assertThat(statusAt(seen, second)).isEqualTo("free");
        }
        assertThat(statusAt(ofTheHolder, first)).isEqualTo("busy-tentative");
        get("Appointment?patient=" + one.patient()).then().body("entry[0].resource.status", equalTo("proposed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCEL", "DECLINE", "LAPSED", "BOOK"})
    void aTimeThatCanNoLongerBeChosenIsNotFree(String end) throws SQLException {
        var practitioner = Booking.practitioner();
        var first = Booking.in(SOON);
        var overlapping = first.plus(Duration.ofMinutes(15));
        var later = first.plus(Duration.ofHours(1));
        var booking = Booking.after(routine());
        booking.does(Booking.offer(
                Booking.slot(practitioner, first),
                Booking.slot(practitioner, overlapping),
                Booking.slot(practitioner, later)));
        var offered = as(Tokens.patient(booking.patient()), "Slot");
        switch (end) {
            case "LAPSED" -> clockPasses(booking, "reply_by = '" + Instant.now().minus(Duration.ofMinutes(2)) + "'");
            case "BOOK" -> booking.does(Booking.withSlot("BOOK", Booking.slot(practitioner, first)));
            case String called -> booking.does(Booking.because(called, "NO_CAPACITY"));
        }

        var seen = as(Tokens.patient(booking.patient()), "Slot");

        FhirJudge.finds(seen);
        assertThat(statusAt(offered, later)).isEqualTo("free");
        assertThat(statusAt(seen, later)).isEqualTo("busy-unavailable");
        for (var start : List.of(first, overlapping)) {
            assertThat(statusAt(seen, start)).isEqualTo(end.equals("BOOK") ? "busy" : "busy-unavailable");
        }
    }

    @Test
    void aTimeThatOverlapsTheOneThatIsHeldIsNotFree() {
        var practitioner = Booking.practitioner();
        var first = Booking.in(SOON);
        var overlapping = first.plus(Duration.ofMinutes(15));
        var later = first.plus(Duration.ofHours(1));
        var booking = Booking.after(routine());
        booking.does(Booking.offer(
                Booking.slot(practitioner, first),
                Booking.slot(practitioner, overlapping),
                Booking.slot(practitioner, later)));
        booking.does(Booking.withSlot("HOLD", Booking.slot(practitioner, first)));

        var seen = as(Tokens.patient(booking.patient()), "Slot");

        assertThat(statusAt(seen, first)).isEqualTo("busy-tentative");
        assertThat(statusAt(seen, overlapping)).isEqualTo("busy-tentative");
        assertThat(statusAt(seen, later)).isEqualTo("free");
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceRequest, status=active, 1",
        "ServiceRequest, status=completed, 0",
        "ServiceRequest, occurrence=ge2020, 1",
        "ServiceRequest, occurrence=lt2020, 0",
        "ServiceRequest, subject={p}, 1",
        "Appointment, status=pending, 1",
        "Appointment, status=booked, 0",
        "Appointment, date=ge2020, 1",
        "Appointment, date=lt2020, 0",
        "Appointment, _lastUpdated=ge2020, 1"
    })
    void aSearchFindsWhatItIsAskedFor(String type, String query, int found) {
        var booking = Booking.after(routine());
        booking.does(Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        var asked = query.replace("{p}", booking.patient()) + "&patient=" + booking.patient();

        var inAddress = get(type + "?" + asked);
        var inForm = given().auth()
                .oauth2(Tokens.integrator())
                .contentType("application/x-www-form-urlencoded")
                .body(asked)
                .post("/fhir/" + type + "/_search");

        for (var page : List.of(inAddress, inForm)) {
            FhirJudge.finds(page);
            page.then().statusCode(200).body("total", equalTo(found));
        }
    }

    /// What others book changes it, and nobody may ask when that was.
    @Test
    void aTimeDoesNotSayWhenItLastChanged() {
        var booking = Booking.after(routine());
        booking.does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));

        var slots = as(Tokens.patient(booking.patient()), "Slot");

        FhirJudge.finds(slots);
        slots.then().body("total", equalTo(1)).body("entry[0].resource.meta.lastUpdated", nullValue());
        as(Tokens.patient(booking.patient()), "Slot?_lastUpdated=ge2020").then().statusCode(400);
    }

    @Test
    void whatTheClockMakesPressingHasChangedWhenItsWindowClosed() throws SQLException {
        var booking = Booking.after(routine());
        var before = get("ServiceRequest/" + booking.id());
        var closed = Instant.now().minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
        clockPasses(booking, "window_until = '" + closed + "'");

        var after = get("ServiceRequest/" + booking.id());

        FhirJudge.finds(after);
        assertThat(before.<String>path("priority")).isEqualTo("routine");
        assertThat(after.<String>path("priority")).isEqualTo("asap");
        assertThat(lastUpdated(after)).isEqualTo(closed);
        assertFoundByLastUpdated(booking, closed);
    }

    @Test
    void whatTheClockEndedHasChangedWhenItEnded() throws SQLException {
        var booking = Booking.after(routine());
        booking.does(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(SOON))));
        var over = Instant.now().minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
        clockPasses(booking, "reply_by = '" + over + "'");

        var after = get("ServiceRequest/" + booking.id());

        FhirJudge.finds(after);
        after.then().body("note.text", hasItem("State at Scapula: EXPIRED since " + over + "."));
        assertThat(lastUpdated(after)).isEqualTo(over);
        assertFoundByLastUpdated(booking, over);
    }

    private static void assertFoundByLastUpdated(Booking booking, Instant at) {
        var of = "ServiceRequest?patient=" + booking.patient() + "&_lastUpdated=";

        get(of + "ge" + at).then().body("total", equalTo(1));
        get(of + "gt" + at).then().body("total", equalTo(0));
    }

    private static Instant lastUpdated(Response resource) {
        return Instant.parse(resource.path("meta.lastUpdated"));
    }

    /// An hour after it was last touched, this has come.
    private void clockPasses(Booking booking, String changed) throws SQLException {
        try (var owner = room.asOwner();
                var update = owner.createStatement()) {
            Room.enter(owner, "north", "*");
            update.executeUpdate("update planner.booking_request set window_from = window_from - interval '9 days',"
                    + " changed_at = changed_at - interval '1 hour', " + changed + " where id = '" + booking.id()
                    + "'");
        }
    }

    /// In R4 both parameters look at the start alone; how long it lasts does not matter.
    @ParameterizedTest
    @CsvSource({
        "'', 0, 1",
        "eq, 0, 1",
        "ge, 0, 1",
        "le, 0, 1",
        "gt, 0, 0",
        "lt, 0, 0",
        "ge, 15, 0",
        "lt, 15, 1",
        "eq, 15, 0"
    })
    void aVisitAndATimeAreLookedForByTheirStart(String prefix, int minutesLater, int found) {
        var booking = Booking.after(routine());
        var practitioner = Booking.practitioner();
        var start = Booking.in(SOON);
        var time = prefix + start.plus(Duration.ofMinutes(minutesLater));
        booking.does(Booking.offer(Booking.slot(practitioner, start)));

        var times = as(Tokens.patient(booking.patient()), "Slot?start=" + time);
        booking.does(Booking.withSlot("BOOK", Booking.slot(practitioner, start)));
        var visits = get("Appointment?patient=" + booking.patient() + "&date=" + time);

        visits.then().statusCode(200).body("total", equalTo(found));
        times.then().statusCode(200).body("total", equalTo(found));
    }

    @Test
    void aFormGoesOnWithTheCursorOfItsLink() {
        var one = Booking.after(routine());
        var other = Booking.after(routine());
        var form = "_count=1&patient=" + one.patient() + "," + other.patient();

        var first = searched(form);
        var cursor =
                first.<String>path("link.find { it.relation == 'next' }.url").replaceFirst(".*cursor=", "");
        var second = searched(form + "&cursor=" + cursor);

        assertThat(List.of(first.<String>path("entry[0].resource.id"), second.<String>path("entry[0].resource.id")))
                .containsExactly(other.id(), one.id());
        assertThat(second.<List<String>>path("link.relation")).containsExactly("self");
    }

    private static Response searched(String form) {
        return given().auth()
                .oauth2(Tokens.integrator())
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/fhir/ServiceRequest/_search");
    }

    @Test
    void nobodySeesBookingsOfOtherClinicsOrOtherPatients() {
        var booking = Booking.after(routine());
        var practitioner = Booking.practitioner();
        booking.does(Booking.offer(Booking.slot(practitioner, Booking.in(SOON))));
        booking.does(Booking.withSlot("BOOK", Booking.slot(practitioner, Booking.in(SOON))));
        var visit = get("Appointment?patient=" + booking.patient()).<String>path("entry[0].resource.id");
        var addresses = List.of("ServiceRequest/" + booking.id(), "Appointment/" + visit);
        var strangers =
                List.of(Tokens.at("south").integrator(), Tokens.at("south").clinician(), Tokens.patient("p-0"));

        for (var stranger : strangers) {
            for (var address : addresses) {
                var one = as(stranger, address);
                FhirJudge.finds(one);
                one.then().statusCode(404);
            }
            for (var type : List.of("ServiceRequest", "Appointment")) {
                as(stranger, type + "?patient=" + booking.patient()).then().body("entry", nullValue());
            }
            assertThat(as(stranger, "Slot").asString()).contains("searchset").doesNotContain(practitioner);
        }
        for (var address : addresses) {
            as(Tokens.patient(booking.patient()), address).then().statusCode(200);
        }
    }

    private static ObjectNode routine() {
        return Assessed.routine();
    }

    private static String last(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /// A patient sees what is offered to them; a clinic sees what is offered to everybody, so the ids are named.
    private static Response slotsOf(Booking booking, String token) {
        var own = as(Tokens.patient(booking.patient()), "Slot").<List<String>>path("entry.resource.id");
        return as(token, "Slot?_id=" + String.join(",", own));
    }

    private static String statusAt(Response page, Instant start) {
        return page.path("entry.resource.find { it.start == '" + start + "' }.status");
    }

    private static Response get(String address) {
        return as(Tokens.integrator(), address);
    }

    private static Response as(String token, String address) {
        return given().auth().oauth2(token).urlEncodingEnabled(false).get("/fhir/" + address);
    }
}
