package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Calendars to subscribe to.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class CalendarsApiTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String NOWHERE = "/v1/calendars/" + "A".repeat(43) + ".ics";

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    CalendarsApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void everyDayOfAPlanIsInThePersonsCalendarAndNothingMoreOfIt() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).plan();

        var calendar = read(ofPatient(assessment));

        calendar.then().statusCode(200).contentType("text/calendar;charset=utf-8");
        assertThat(days(calendar)).containsExactlyElementsOf(daysWithSessions(plan));
        assertThat(values(calendar, "SUMMARY")).containsOnly("Exercises");
        assertThat(values(calendar, "CLASS")).containsOnly("PRIVATE");
        assertThat(calendar.asString()).doesNotContain(Assessed.patient(assessment), Assessed.id(assessment));
        assertThat(plan.path("week").findValuesAsText("slug"))
                .isNotEmpty()
                .allSatisfy(slug -> assertThat(calendar.asString()).doesNotContain(slug));
        assertThat(plan.path("planId").asText())
                .isNotEmpty()
                .satisfies(id -> assertThat(calendar.asString()).doesNotContain(id));
        assertThat(calendar.asString().replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(calendar.asString().lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
    }

    @Test
    void whoHoldsACalendarIsToldSo() {
        var assessment = Assessed.selfCare();
        Wish.fromToday(assessment).post().then().statusCode(201);
        var address = ofPatient(assessment);
        var first = read(address);

        var again = given().header("If-None-Match", first.header("ETag")).get(address);

        first.then()
                .header("Cache-Control", "private, no-cache")
                .header("Referrer-Policy", "no-referrer")
                .header("Last-Modified", notNullValue());
        again.then().statusCode(304).header("ETag", first.header("ETag"));
        assertThat(read(address).asString()).isEqualTo(first.asString());
        given().auth()
                .oauth2(Tokens.admin())
                .get("/audit?patient=" + Assessed.patient(assessment) + "&act=calendar.read")
                .then()
                .statusCode(200)
                .body("entries", hasSize(2))
                .body("entries.actor", hasItem(matchesPattern("calendar [0-9a-f-]{36}")));
    }

    /// A proxy that compresses an answer weakens its tag, and a program sends back what it got.
    @Test
    void whoHoldsACalendarThatWasCompressedOnItsWayIsToldSo() {
        var address = ofPatient(Assessed.selfCare());
        var tag = read(address).header("ETag");

        given().header("If-None-Match", "W/" + tag).get(address).then().statusCode(304);
        given().header("If-None-Match", "W/\"another\"").get(address).then().statusCode(200);
    }

    @Test
    void whatComesIsInTheCalendarHoweverMuchHasBeen() throws SQLException {
        var booking = Booking.after(Assessed.routine());
        var practitioner = Booking.practitioner();
        var tomorrow = Booking.in(Duration.ofDays(1));
        var visits = "insert into planner.visit select gen_random_uuid(), '%s', 'north', '%s', '%s', 'FOLLOW_UP', %s,"
                + " %s + interval '5 minutes', '%s', null, 1, null, now(), now() from generate_series(1, %d) nth";
        var past = "now() - interval '80 days' + nth * interval '10 minutes'";
        var ahead = "timestamptz '" + tomorrow + "'";
        try (var owner = room.asOwner();
                var statement = owner.createStatement()) {
            Room.enter(owner, "north", "*");
            statement.execute(
                    visits.formatted(booking.id(), booking.patient(), practitioner, past, past, "FULFILLED", 2001));
            statement.execute(
                    visits.formatted(booking.id(), booking.patient(), practitioner, ahead, ahead, "BOOKED", 1));
            var person = make(Tokens.patient(booking.patient()), "{}").<String>path("address");
            var staff = make(Tokens.integrator(), "{\"practitioner\": \"" + practitioner + "\"}")
                    .<String>path("address");

            assertThat(both(person, staff))
                    .allSatisfy(
                            calendar -> assertThat(values(calendar, "DTSTART")).containsExactly(written(tomorrow)));

            statement.execute("delete from planner.visit where practitioner = '" + practitioner + "'");
        }
    }

    @Test
    void whatIsNewStopsTheExercisesThatAreToCome() {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");
        var address = ofPatient(assessment);
        var before = read(address);
        Neighbours.says(
                "triage-judgement",
                Assessed.emergency()
                        .put("patient", Assessed.patient(assessment))
                        .put("assessedAt", Instant.now().plusSeconds(1).toString())
                        .toString());

        Logbook.log(plan, Logbook.entry(TODAY, said -> said.set("newSymptoms", Wish.json("{\"saddleNumb\": \"yes\"}"))))
                .then()
                .statusCode(409);

        var stopped = read(address);
        assertThat(values(before, "STATUS")).containsOnly("CONFIRMED");
        assertThat(values(stopped, "STATUS")).containsOnly("CANCELLED");
        assertThat(values(stopped, "SUMMARY")).containsOnly("Cancelled: Exercises");
        assertThat(values(stopped, "UID")).isEqualTo(values(before, "UID"));
        assertThat(values(before, "SEQUENCE")).containsOnly("0");
        assertThat(values(stopped, "SEQUENCE")).containsOnly("1");
        assertThat(stopped.header("ETag")).isNotEqualTo(before.header("ETag"));
    }

    @Test
    void anotherPlanTakesThePlaceOfTheOneBeforeFromItsFirstDayOn() {
        var assessment = Assessed.selfCare();
        Wish.fromToday(assessment).post().then().statusCode(201);
        var address = ofPatient(assessment);
        var before = read(address);
        var later = TODAY.plusDays(2);

        var second = Wish.fromToday(assessment)
                .with(wish -> wish.put("startsOn", later.toString()))
                .plan();

        var after = read(address);
        assertThat(days(after))
                .containsExactlyElementsOf(Stream.concat(
                                days(before).stream().filter(day -> day.isBefore(later)),
                                daysWithSessions(second).stream())
                        .toList());
        assertThat(values(after, "UID")).doesNotHaveDuplicates().containsAll(values(before, "UID"));
    }

    @Test
    void aVisitComesMovesAndIsCancelledInBothCalendars() {
        var assessment = Assessed.routine();
        var booking = Booking.after(assessment);
        var practitioner = Booking.practitioner();
        var person = ofPatient(assessment);
        var staff = make(Tokens.integrator(), "{\"practitioner\": \"" + practitioner + "\"}")
                .<String>path("address");
        var first = Booking.in(Duration.ofHours(3));
        var later = first.plus(Duration.ofHours(2));

        booking.does(Booking.withSlot("HOLD", Booking.slot(practitioner, first)));
        var held = both(person, staff);
        booking.does(Booking.just("BOOK"));
        var booked = both(person, staff);
        booking.does(Booking.just("CONFIRM"));
        var confirmed = both(person, staff);
        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot(practitioner, later)));
        var moved = both(person, staff);
        booking.does(Booking.because("CANCEL", "CLINIC_REQUEST"));
        var cancelled = both(person, staff);

        assertThat(held)
                .allSatisfy(calendar -> assertThat(values(calendar, "UID")).isEmpty());
        assertThat(booked).allSatisfy(calendar -> isOne(calendar, first, "TENTATIVE", "Appointment"));
        assertThat(confirmed).allSatisfy(calendar -> isOne(calendar, first, "CONFIRMED", "Appointment"));
        assertThat(moved.getFirst().asString())
                .isNotEqualTo(confirmed.getFirst().asString());
        assertThat(moved)
                .allSatisfy(calendar -> assertThat(values(calendar, "DTSTART")).containsExactly(written(later)));
        assertThat(cancelled).allSatisfy(calendar -> isOne(calendar, later, "CANCELLED", "Cancelled: Appointment"));
        var story = List.of(booked, confirmed, moved, cancelled);
        assertThat(story.stream().map(both -> values(both.getFirst(), "UID")).distinct())
                .hasSize(1);
        assertThat(story.stream()
                        .map(both -> Integer.parseInt(
                                values(both.getFirst(), "SEQUENCE").getFirst()))
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(Stream.concat(moved.stream(), cancelled.stream()))
                .allSatisfy(calendar -> assertThat(calendar.asString())
                        .doesNotContain(
                                Assessed.patient(assessment), booking.id(), practitioner, "Exercises\r\nSTATUS"));
    }

    @Test
    void whatSomebodyElseTakesOverIsCancelledInTheCalendarOfWhoHadIt() throws SQLException {
        var booking = Booking.after(Assessed.routine());
        var one = Booking.practitioner();
        var other = Booking.practitioner();
        var calendars = Stream.of(one, other)
                .map(practitioner -> make(Tokens.integrator(), "{\"practitioner\": \"" + practitioner + "\"}")
                        .<String>path("address"))
                .toList();
        var start = Booking.in(Duration.ofHours(3));
        var later = start.plus(Duration.ofHours(2));
        booking.does(Booking.withSlot("BOOK", Booking.slot(one, start)));
        booking.does(Booking.just("CONFIRM"));
        var before = read(calendars.getFirst());

        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot(other, later)));

        var left = read(calendars.getFirst());
        isOne(left, start, "CANCELLED", "Cancelled: Appointment");
        isOne(read(calendars.getLast()), later, "CONFIRMED", "Appointment");
        assertThat(values(left, "UID")).isEqualTo(values(before, "UID"));
        assertThat(Integer.parseInt(values(left, "SEQUENCE").getFirst()))
                .isGreaterThan(Integer.parseInt(values(before, "SEQUENCE").getFirst()));
        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot(one, start)));
        isOne(read(calendars.getFirst()), start, "CONFIRMED", "Appointment");
        isOne(read(calendars.getLast()), later, "CANCELLED", "Cancelled: Appointment");
        given().auth()
                .oauth2(Tokens.admin())
                .get("/patients/" + booking.patient() + "/records")
                .then()
                .body("records.visits.practitioner", containsInAnyOrder(one, other));
        given().auth()
                .oauth2(Tokens.admin())
                .delete("/patients/" + booking.patient() + "/records")
                .then()
                .statusCode(200);
        assertThat(room.placesWith(booking.patient())).isEmpty();
    }

    private static List<Response> both(String person, String staff) {
        return List.of(read(person), read(staff));
    }

    private static void isOne(Response calendar, Instant start, String status, String title) {
        calendar.then().statusCode(200);
        assertThat(values(calendar, "DTSTART")).containsExactly(written(start));
        assertThat(values(calendar, "DTEND")).containsExactly(written(start.plus(Duration.ofMinutes(30))));
        assertThat(values(calendar, "STATUS")).containsExactly(status);
        assertThat(values(calendar, "SUMMARY")).containsExactly(title);
    }

    /// The clinic of the tests keeps UTC.
    private static String written(Instant at) {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    @Test
    void theTokenIsToldOnceAndKeptNowhere() throws SQLException {
        var assessment = Assessed.selfCare();
        var made = make(Tokens.patient(Assessed.patient(assessment)), "{\"language\": \"de\"}");
        var token = token(made.path("address"));

        made.then()
                .statusCode(201)
                .header("Location", nullValue())
                .header("Cache-Control", "no-store")
                .body("patient", equalTo(Assessed.patient(assessment)))
                .body("language", equalTo("de"))
                .body("address", matchesPattern("/v1/calendars/[A-Za-z0-9_-]{43}\\.ics"));
        assertThat(room.placesWith(token)).isEmpty();
        list(Tokens.patient(Assessed.patient(assessment)))
                .then()
                .statusCode(200)
                .body("feeds.id", contains(made.<String>path("id")))
                .body("feeds.address", contains(nullValue()));
        assertThat(read(made.path("address")).asString()).contains("NAME:Übungen und Termine\r\n");
    }

    @Test
    void whatIsRevokedIsAsUnknownAsWhatNeverWas() {
        var assessment = Assessed.selfCare();
        var made = make(Tokens.patient(Assessed.patient(assessment)), "{}");
        var address = made.<String>path("address");
        read(address).then().statusCode(200);

        revoke(Tokens.patient(Assessed.patient(assessment)), made.path("id"))
                .then()
                .statusCode(204);

        var refusals = Stream.of(address, NOWHERE, "/v1/calendars/x.ics", "/v1/calendars/%00.ics")
                .map(CalendarsApiTest::read)
                .toList();
        assertThat(refusals)
                .allSatisfy(answer -> answer.then()
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .body("type", equalTo("urn:scapula:problem:not-found"))
                        .body("detail", equalTo("No such calendar.")));
        assertThat(refusals.getFirst().headers().asList().stream()
                        .map(header -> header.getName())
                        .collect(Collectors.toSet()))
                .isEqualTo(refusals.get(1).headers().asList().stream()
                        .map(header -> header.getName())
                        .collect(Collectors.toSet()));
        revoke(Tokens.patient(Assessed.patient(assessment)), made.path("id"))
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(Tokens.admin())
                .get("/audit?patient=" + Assessed.patient(assessment))
                .then()
                .body("entries.act", contains("calendar.revoke", "calendar.read", "calendar.create"));
    }

    @Test
    void aPatientHasNoOtherCalendarThanTheirOwn() {
        var own = "p-" + UUID.randomUUID();
        var other = make(Tokens.clinician(), "{\"patient\": \"p-" + UUID.randomUUID() + "\"}");
        var practitioner = make(Tokens.integrator(), "{\"practitioner\": \"practitioner-" + UUID.randomUUID() + "\"}");

        other.then().statusCode(201);
        practitioner.then().statusCode(201).body("patient", nullValue());
        for (var made : List.of(other, practitioner)) {
            revoke(Tokens.patient(own), made.path("id")).then().statusCode(404);
            revoke(Tokens.at("south").clinician(), made.path("id")).then().statusCode(404);
            read(made.path("address")).then().statusCode(200);
        }
        list(Tokens.patient(own)).then().statusCode(200).body("feeds", hasSize(0));
        make(Tokens.patient(own), "{\"patient\": \"" + own + "\"}").then().statusCode(201);
        list(Tokens.patient(own)).then().body("feeds.patient", contains(own));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patient   | {"patient": "p-2"}                              | /patient
            patient   | {"practitioner": "practitioner-1"}              | /practitioner
            clinician | {}                                              | /patient
            clinician | {"patient": "p-2", "practitioner": "dr-1"}      | /practitioner
            clinician | {"patient": "Maria"}                            | /patient
            clinician | {"practitioner": "Dr. Who"}                     | /practitioner
            clinician | {"patient": "p-2", "language": "fr"}            | /language
            clinician | {"patient": "p-2", "title": "Physiotherapy"}    | /title
            """)
    void whatIsWrongIsNamed(String who, String body, String pointer) {
        var token = who.equals("patient") ? Tokens.patient("p-1") : Tokens.clinician();

        make(token, body).then().statusCode(422).body("errors.pointer", hasItem(pointer));
    }

    @Test
    void nobodyHasCalendarsWithoutEnd() {
        var patient = Tokens.patient("p-" + UUID.randomUUID());
        IntStream.range(0, 20).forEach(nth -> make(patient, "{}").then().statusCode(201));

        make(patient, "{}").then().statusCode(409).body("type", equalTo("urn:scapula:problem:too-many-calendars"));

        var page = given().auth().oauth2(patient).get("/v1/calendar-feeds?limit=15");
        page.then().body("feeds", hasSize(15)).header("Link", containsString("rel=\"next\""));
        given().auth()
                .oauth2(patient)
                .get("/v1/calendar-feeds?cursor=" + page.path("next"))
                .then()
                .body("feeds", hasSize(5))
                .body("next", nullValue())
                .body("feeds.id", not(hasItem(page.<String>path("feeds[14].id"))));
    }

    @Test
    void whoIsErasedHasNoCalendar() throws SQLException {
        var assessment = Assessed.selfCare();
        var patient = Assessed.patient(assessment);
        Wish.fromToday(assessment).post().then().statusCode(201);
        var address = ofPatient(assessment);
        given().auth()
                .oauth2(Tokens.admin())
                .get("/patients/" + patient + "/records")
                .then()
                .statusCode(200)
                .body("records.calendarFeeds.language", contains("en"));

        given().auth()
                .oauth2(Tokens.admin())
                .delete("/patients/" + patient + "/records")
                .then()
                .statusCode(200)
                .body("removed.calendarFeeds", equalTo(1));

        read(address).then().statusCode(404).body("detail", equalTo("No such calendar."));
        assertThat(room.placesWith(patient)).isEmpty();
    }

    @Test
    void theLogOfRequestsDoesNotTellTheKey() {
        var address = ofPatient(Assessed.selfCare());
        var logged = Collections.synchronizedList(new ArrayList<String>());
        var listener = listener(logged);
        var log = Logger.getLogger("org.scapula.access");
        var before = log.getLevel();
        log.setLevel(Level.INFO);
        Logger.getLogger("").addHandler(listener);

        try {
            read(address).then().statusCode(200);
            read(address + "x").then().statusCode(404);
            read(address.replace(".ics", "")).then().statusCode(404);
            read(NOWHERE).then().statusCode(404);
        } finally {
            Logger.getLogger("").removeHandler(listener);
            log.setLevel(before);
        }

        assertThat(logged)
                .anyMatch(line -> line.contains("GET /v1/calendars/{token}.ics 200"))
                .noneMatch(line -> line.contains(token(address)));
    }

    private static Handler listener(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getLoggerName() + " " + entry.getMessage() + " "
                        + List.of(entry.getParameters() == null ? new Object[0] : entry.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /// Where the calendar of this patient is.
    private static String ofPatient(JsonNode assessment) {
        return make(Tokens.patient(Assessed.patient(assessment)), "{}").path("address");
    }

    private static Response make(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/v1/calendar-feeds");
    }

    private static Response list(String token) {
        return given().auth().oauth2(token).get("/v1/calendar-feeds");
    }

    private static Response revoke(String token, String id) {
        return given().auth().oauth2(token).delete("/v1/calendar-feeds/" + id);
    }

    private static Response read(String address) {
        return given().urlEncodingEnabled(false).get(address);
    }

    private static String token(String address) {
        return address.replaceAll(".*/|\\.ics", "");
    }

    private static List<LocalDate> daysWithSessions(JsonNode plan) {
        var days = new ArrayList<LocalDate>();
        plan.path("week").forEach(day -> {
            if (!day.path("sessions").isEmpty()) {
                days.add(LocalDate.parse(day.path("date").asText()));
            }
        });
        return days;
    }

    private static List<LocalDate> days(Response calendar) {
        return values(calendar, "DTSTART;VALUE=DATE").stream()
                .map(day -> LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE))
                .toList();
    }

    /// Of this property, event by event.
    private static List<String> values(Response calendar, String property) {
        return calendar.asString()
                .lines()
                .dropWhile(line -> !line.equals("END:VTIMEZONE"))
                .filter(line -> line.startsWith(property + ":"))
                .map(line -> line.substring(property.length() + 1))
                .toList();
    }
}
