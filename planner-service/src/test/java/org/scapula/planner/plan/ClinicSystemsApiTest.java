package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.scheduling.Running;
import org.scapula.planner.scheduling.system.Speaking;
import org.scapula.planner.scheduling.system.SystemAccess;
import org.scapula.planner.scheduling.system.SystemKind;
import org.scapula.planner.scheduling.system.TriedAccess;
import org.scapula.planner.scheduling.system.TriedClinic;
import org.scapula.planner.scheduling.system.TriedServer;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// A booking request and the clinic's own system, over real HTTP, in good moods and bad ones.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class ClinicSystemsApiTest {

    private static final String CLINIC = "north";
    private static final AtomicReference<@Nullable TriedClinic> CLINICS = new AtomicReference<>();
    private static final AtomicInteger LATER = new AtomicInteger();
    private static final AtomicInteger AFTER_ALL = new AtomicInteger();
    private static final AtomicInteger LONG_AGO = new AtomicInteger();

    private final CircuitBreakerMaintenance breakers;
    private final Speaking speaking;
    private final Running running;

    ClinicSystemsApiTest(CircuitBreakerMaintenance breakers, Speaking speaking, Running running) {
        this.breakers = breakers;
        this.speaking = speaking;
        this.running = running;
    }

    private static TriedClinic clinic() {
        return Objects.requireNonNull(CLINICS.updateAndGet(known -> known == null ? new TriedClinic(false) : known));
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
        clinic().isFine();
        clinic().offersEverything();
        clinic().allowsPerMinute(Integer.MAX_VALUE);
        // Thirty are looked at in one turn, and each test wants its own among them.
        operator("update planner.system_visit set state = 'OVER' where state in ('BOOKED', 'TRIED')");
    }

    @AfterEach
    void speakNoMore() {
        clinic().isFine();
        running.pausesAreOver();
        running.errands();
        speaking.ends(CLINIC);
    }

    @AfterAll
    static void close() {
        clinic().close();
        CLINICS.set(null);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aTriageAnswerBecomesAVisitInTheClinicsSystemAndBack(SystemKind kind) {
        speaks(kind);
        var booking = asked();

        var offered = state(booking);
        var _ = chosen(booking);
        var chosen = state(booking);
        running.errands();
        var confirmed = state(booking);
        booking.cancel("FEELING_BETTER").then().statusCode(200);
        var before = visitsOf(booking);
        running.errands();

        assertThat(List.of(offered, chosen, confirmed)).containsExactly("OFFERED", "BOOKED", "CONFIRMED");
        assertThat(before).extracting(ClinicSystemsApiTest::status).containsExactly("BOOKED");
        assertThat(visitsOf(booking)).extracting(ClinicSystemsApiTest::status).allMatch(ClinicSystemsApiTest::isNoMore);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void theVisitNamesTheRequestItWasBookedFor(SystemKind kind) {
        speaks(kind);

        var booking = confirmed();

        assertThat(visitsOf(booking))
                .extracting(visit -> visit.path("key").asText() + " "
                        + visit.path("referral").asText())
                .allMatch(said -> said.strip().endsWith(" " + TriedClinic.REFERRALS + booking.id()))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aLostAnswerLeavesOneVisit(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        var inDoubt = state(booking);
        running.pausesAreOver();

        running.errands();

        assertThat(inDoubt).isEqualTo("BOOKED");
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(visitsOf(booking)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatNobodyWantsAnyMoreIsGivenBackWhenItTurnsUp(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        booking.cancel("SEEN_ELSEWHERE").then().statusCode(200);
        running.pausesAreOver();

        running.errands();

        assertThat(visitsOf(booking)).isNotEmpty();
        assertThat(visitsOf(booking)).extracting(ClinicSystemsApiTest::status).allMatch(ClinicSystemsApiTest::isNoMore);
        assertThat(state(booking)).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whereSomebodyWasFasterOtherTimesAreOffered(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var wanted = chosen(booking);
        clinic().isIn("DOUBLE_BOOKING", 1);

        running.errands();

        assertThat(state(booking)).isEqualTo("OFFERED");
        assertThat(booking.slots().jsonPath().getList("slots.start", String.class))
                .isNotEmpty();
        assertThat(visitsOf(booking)).extracting(ClinicSystemsApiTest::status).allMatch(ClinicSystemsApiTest::isNoMore);
        assertThat(takingTime(wanted)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatTheClinicCancelsComesBackToTheWorkList(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        // From here on it reads what changes.
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), deletes(kind) ? "DELETED" : "CANCELLED");

        read();

        assertThat(state(booking)).isEqualTo("CANCELLED");
        assertThat(onTheWorkList(booking)).containsExactly("CANCELLED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aVisitThatSomebodyOnTheWayDoesNotFindIsNotCancelled(SystemKind kind) throws Exception {
        speaks(kind);
        var booking = confirmed();
        running.changes();
        // So that the visit itself is looked at, and not only what changed.
        tell("{\"resourceType\": \"Appointment\", \"id\": \"" + systemIdOf(booking) + "\"}");
        clinic().isIn("ASTRAY");
        var before = clinic().asked();

        running.notices();
        var looks = clinic().asked() - before;
        read();

        clinic().isFine();
        assertThat(looks).as("at the visit, and at a list").isGreaterThanOrEqualTo(2);
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aVisitThatIsFoundAgainIsStillGivenBack(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        booking.cancel("FEELING_BETTER").then().statusCode(200);
        clinic().isIn("ASTRAY");
        running.errands();
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(startsOf(booking)).isEmpty();
    }

    @Test
    void whatSomebodyElseTookIsStillLookedForWhateverThePersonWishesMeanwhile() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = known();
        operator("update planner.booking_request set state = 'DECLINED', because = 'NO_CAPACITY', still_looking = true,"
                + " changed_by = '" + booking.patient() + "' where id = '" + booking.id() + "'");

        running.errands();

        assertThat(state(booking)).isEqualTo("OFFERED");
    }

    @Test
    void whatAnotherHasHereTakesNoPlaceAmongTheTimesThatAreOffered() {
        speaks(SystemKind.FHIR_SLOT);
        var before = asked().slots().jsonPath().getList("slots").size();
        var another = confirmed();
        clinic().moves(visitsOf(another).getFirst().path("id").asText(), afterAll());

        var offered = asked().slots().jsonPath();

        assertThat(offered.getList("slots")).hasSize(before).isNotEmpty();
    }

    @Test
    void oneVisitThatCannotBeLookedAtKeepsNoOtherWaiting() {
        speaks(SystemKind.EASY);
        var bookings = List.of(confirmed(), confirmed());
        bookings.forEach(booking ->
                clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "DELETED"));
        clinic().isIn("DOWN", 1);

        read();
        var first = bookings.stream().map(ClinicSystemsApiTest::state).toList();
        read();

        assertThat(first).containsExactlyInAnyOrder("CANCELLED", "CONFIRMED");
        assertThat(bookings).extracting(ClinicSystemsApiTest::state).containsOnly("CANCELLED");
    }

    @Test
    void whatWeChangedWhileItWasLookedAtKeepsNoOtherWaiting() throws Exception {
        speaks(SystemKind.EASY);
        var changing = List.of(confirmed(), confirmed(), confirmed());
        var last = confirmed();
        clinic().reports(visitsOf(last).getFirst().path("id").asText(), "DELETED");
        var patients = changing.stream().map(Booking::patient).collect(Collectors.joining("','", "('", "')"));
        lookedAtLongAgo();
        operator("update planner.system_visit set checked_at = checked_at - interval '1 day' where patient in "
                + patients);

        during(
                running::changes,
                "select 1 from planner.booking_request where patient in " + patients + " for update",
                "update planner.system_visit set moving = true where patient in " + patients);

        assertThat(state(last)).isEqualTo("CANCELLED");
        assertThat(found("select failures from planner.system_mark where clinic = '" + CLINIC + "'"))
                .isEqualTo("0");
        assertThat(found("select count(*) from planner.system_visit where again and patient in " + patients))
                .isEqualTo("3");
    }

    @Test
    void whatCouldNotBeLookedAtIsLookedAtAgainAlthoughNothingMoreIsToldOfIt() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "CANCELLED");
        // As if what is told of it had been read, and the visit itself had not.
        operator("update planner.system_visit set again = true where patient = '" + booking.patient() + "'");
        operator("update planner.system_mark set mark = '" + Instant.now().plus(Duration.ofDays(1)) + "'");

        read();

        operator("update planner.system_mark set mark = ''");
        assertThat(state(booking)).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void oneThatTakesTheTimeOfAnotherFollowsWhenThatHasMoved(SystemKind kind) {
        speaks(kind);
        var early = confirmed();
        early.does(Booking.withSlot("RESCHEDULE", later("1")));
        running.errands();
        var late = confirmed();
        late.does(Booking.withSlot("RESCHEDULE", later("1")));
        running.errands();
        var between = startsOf(late).getFirst();
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().moves(visitsOf(late).getFirst().path("id").asText(), afterAll());
        clinic().moves(visitsOf(early).getFirst().path("id").asText(), Instant.parse(between));

        read();

        early.read().then().body("state", equalTo("CONFIRMED")).body("visit.start", equalTo(between));
        assertThat(onTheWorkList(early)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whoeverWasSeenAtAnotherTimeThanOursIsNotForgotten(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        var visit = visitsOf(booking).getFirst().path("id").asText();
        clinic().moves(
                        visit,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1L + kind.ordinal())));
        clinic().reports(visit, "FULFILLED");

        read();
        read();

        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
        assertThat(found("select state from planner.system_visit where patient = '" + booking.patient() + "'"))
                .isEqualTo("BOOKED");
    }

    @Test
    void aConfirmationTakesNothingOffTheListThatSomebodyHasToCompare() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LATE_CONFIRMATION");
        running.errands();
        booking.does(Booking.withSlot("RESCHEDULE", later("1")));
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "BOOKED");

        read();

        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
    }

    @Test
    void theEndOfAnotherVisitTakesNothingOffTheListEither() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        booking.does(Booking.withSlot("RESCHEDULE", later("1")));
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        var key = found("select key from planner.system_visit where patient = '" + booking.patient() + "'");
        // An older one of the same request, that is not wanted any more.
        operator("insert into planner.system_visit (key, request, clinic, patient, visit_type, practitioner, starts_at,"
                + " ends_at, state, system_id, tried_at, checked_at) select gen_random_uuid(), request, clinic, patient,"
                + " visit_type, practitioner, starts_at, ends_at, state, 'no-longer-there', tried_at, checked_at from"
                + " planner.system_visit where key = '" + key + "'");
        running.pausesAreOver();

        running.errands();

        assertThat(found("select count(*) from planner.system_visit where state = 'OVER' and patient = '"
                        + booking.patient() + "'"))
                .isEqualTo("1");
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
    }

    @Test
    void whatIsTooMuchForOneTurnIsToldToAPersonAndDoneInTheNext() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        var later = later("1");
        booking.does(Booking.withSlot("RESCHEDULE", later));
        operator("insert into planner.system_visit (key, request, clinic, patient, visit_type, practitioner, starts_at,"
                + " ends_at, state, system_id, tried_at, checked_at) select gen_random_uuid(), request, clinic, patient,"
                + " visit_type, practitioner, starts_at, ends_at, state, 'no-longer-there-' || nth, tried_at, checked_at"
                + " from planner.system_visit, generate_series(1, 9) nth where request = '" + booking.id() + "'");
        running.errands();
        var told = onTheWorkList(booking);
        running.pausesAreOver();

        running.errands();

        assertThat(told).containsExactly("SYSTEM_DIFFERS");
        assertThat(startsOf(booking))
                .containsExactly(Wish.json(later).path("start").asText());
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FHIR_SLOT", "POLLING"})
    void whatTheClinicCancelsIsSeenAlsoWhereItsChangesCannotBeRead(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        running.changes();
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "CANCELLED");
        clinic().isIn("SILENT_ON_CHANGES");

        read();

        assertThat(state(booking)).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatTheClinicMovesMoves(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        running.changes();
        var visit = visitsOf(booking).getFirst();
        var later = Instant.parse(visit.path("start").asText()).plus(Duration.ofHours(30 + 2L * kind.ordinal()));
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().moves(visit.path("id").asText(), later);

        read();
        running.errands();

        booking.read().then().body("state", equalTo("CONFIRMED")).body("visit.start", equalTo(later.toString()));
        assertThat(visitsOf(booking)).hasSize(1);
    }

    /// Nobody is seen late in silence either.
    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatTheClinicMovesOutOfTheWindowIsHandedToAPerson(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        running.changes();
        String before = booking.read().path("visit.start");
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().moves(visitsOf(booking).getFirst().path("id").asText(), afterTheWindowOf(booking));

        read();

        booking.read().then().body("state", equalTo("CONFIRMED")).body("visit.start", equalTo(before));
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
        assertThat(BookingRequestsApiTest.told(booking.id())).doesNotContain("booking-request.moved");
    }

    @ParameterizedTest
    @EnumSource(value = SystemKind.class, names = "POLLING", mode = EnumSource.Mode.EXCLUDE)
    void whatIsConfirmedLateIsConfirmedThen(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        running.changes();
        // The plain one books at once; its desk may still set a visit back.
        clinic().isIn("LATE_CONFIRMATION");
        running.errands();
        clinic().isFine();
        var before = state(booking);
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "BOOKED");

        read();

        assertThat(List.of(before, state(booking))).containsExactly("BOOKED", "CONFIRMED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatANoticeNamesIsReadAgainAtTheSystem(SystemKind kind) throws Exception {
        speaks(kind);
        var booking = confirmed();
        var other = confirmed();
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), deletes(kind) ? "DELETED" : "CANCELLED");
        clinic().reports(visitsOf(other).getFirst().path("id").asText(), deletes(kind) ? "DELETED" : "CANCELLED");

        // What it says of the visit is not true.
        tell("{\"resourceType\": \"Appointment\", \"status\": \"fulfilled\", \"id\": \"" + systemIdOf(booking) + "\"}");
        running.notices();

        assertThat(List.of(state(booking), state(other))).containsExactly("CANCELLED", "CONFIRMED");
    }

    @Test
    void whatANoticeNamesIsReadWhenTheSystemAnswersAgain() throws Exception {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "CANCELLED");
        clinic().isIn("DOWN");
        tell("{\"resourceType\": \"Appointment\", \"id\": \"" + systemIdOf(booking) + "\"}");
        running.notices();
        var meanwhile = state(booking);
        clinic().isFine();
        operator("update planner.notice_mark set due_at = now() - interval '1 second'");

        running.notices();

        assertThat(List.of(meanwhile, state(booking))).containsExactly("CONFIRMED", "CANCELLED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aSystemThatIsDownKeepsNobodyFromAsking(SystemKind kind) {
        speaks(kind);
        clinic().isIn("DOWN");
        var booking = asked();
        var meanwhile = state(booking);
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(List.of(meanwhile, state(booking))).containsExactly("REQUESTED", "OFFERED");
    }

    @Test
    void aCancellationThatIsNeverTakenIsHandedToAPersonLoudly() {
        speaks(SystemKind.POLLING);
        var booking = confirmed();
        booking.cancel("FEELING_BETTER").then().statusCode(200);
        clinic().isIn("DOWN");
        running.errands();
        var patient = onTheWorkList(booking);
        running.daysPass(3);
        running.pausesAreOver();

        running.errands();

        assertThat(patient).containsExactly("CANCELLED");
        assertThat(onTheWorkList(booking)).containsExactlyInAnyOrder("CANCELLED", "SYSTEM_DIFFERS");
    }

    /// The database plans otherwise once it knows how small these tables are.
    @Test
    void ofSeveralErrandsThatAreDueNoneIsTakenAndLeft() {
        speaks(SystemKind.FHIR_SLOT);
        var first = known();
        operator("analyze planner.system_errand");
        var bookings = List.of(first, known(), known());

        running.errands();

        assertThat(bookings).extracting(ClinicSystemsApiTest::state).containsOnly("OFFERED");
    }

    @Test
    void aClinicWhoseSystemIsSlowKeepsNoOtherWaiting() throws InterruptedException {
        speaks(SystemKind.FHIR_SLOT);
        var slow = Stream.generate(ClinicSystemsApiTest::known).limit(6).toList();
        clinic().isIn("SLOW");
        speaking.to("south", clinic().access(SystemKind.EASY));
        operator("insert into planner.system_errand (request, clinic, kind, since, next_at, attempt, generation)"
                + " values (gen_random_uuid(), 'south', 'FIND_SLOTS', now(), now(), 0, 1)");

        running.beats(slow.size() + 1);

        within(Duration.ofSeconds(2), () -> errandsAt("south") == 0);
        assertThat(errandsAt(CLINIC)).isEqualTo(slow.size());
        clinic().isFine();
        within(Duration.ofSeconds(30), () -> !running.isBusy());
        speaking.ends("south");
    }

    @Test
    void ofSeveralClinicsWhoseTurnItIsNoneLosesIt() {
        speaks(SystemKind.FHIR_SLOT);
        running.changes();
        operator("analyze planner.system_mark");
        speaking.to("south", clinic().access(SystemKind.EASY));
        running.changes();

        running.changes();
        var left = due("planner.system_mark");
        speaking.ends("south");

        assertThat(left).isEqualTo(1);
    }

    @Test
    void whereNothingIsFreeInTheWindowSomebodyIsTold() {
        speaks(SystemKind.FHIR_FIND);
        clinic().offersNothing();

        var booking = asked();

        assertThat(state(booking)).isEqualTo("REQUESTED");
        assertThat(onTheWorkList(booking)).containsExactly("NO_SLOT_IN_WINDOW");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aPatientTheClinicDoesNotKnowIsHandedToAPersonAndNothingIsBooked(SystemKind kind) {
        speaks(kind);
        var booking = Booking.after(Assessed.routine());
        running.errands();
        var wanted = chosen(booking);

        running.errands();

        assertThat(state(booking)).isEqualTo("BOOKED");
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
        assertThat(takingTime(wanted)).isEmpty();
        assertThat(clinic().knows(booking.patient())).isFalse();
    }

    // ---- what is not possible any more, and who is told

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aConfirmedVisitWhoseTimeIsTakenIsHandedToAPerson(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var later = later("1");
        var _ = chosen(booking);
        booking.does(Booking.just("CONFIRM"));
        clinic().isIn("DOUBLE_BOOKING", 1);
        running.errands();
        var told = onTheWorkList(booking);

        booking.does(Booking.withSlot("RESCHEDULE", later));
        running.errands();

        assertThat(told).containsExactly("SYSTEM_DIFFERS");
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).isEmpty();
        assertThat(startsOf(booking))
                .containsExactly(Wish.json(later).path("start").asText());
    }

    @Test
    void whatIsCancelledWhileItIsBookedStaysCancelled() throws Exception {
        speaks(SystemKind.FHIR_SLOT);
        var booking = asked();
        var _ = chosen(booking);

        errandsDuring("update planner.booking_request set state = 'CANCELLED', version = version + 1 where id = '"
                + booking.id() + "'; update planner.visit set status = 'CANCELLED' where request = '" + booking.id()
                + "'");

        assertThat(state(booking)).isEqualTo("CANCELLED");
        assertThat(startsOf(booking)).isEmpty();
    }

    @Test
    void whatIsMovedWhileItsTimeIsLostIsNotDeclined() throws Exception {
        speaks(SystemKind.FHIR_SLOT);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("DOUBLE_BOOKING", 1);

        errandsDuring("update planner.booking_request set version = version + 1 where id = '" + booking.id()
                + "'; update planner.visit set starts_at = starts_at + interval '2 hours', ends_at = ends_at + interval"
                + " '2 hours' where request = '" + booking.id() + "'");

        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(startsOf(booking)).containsExactly(booking.read().<String>path("visit.start"));
    }

    @Test
    void aClinicianWhoSaysNoDuringTheSearchIsNotOverruled() throws Exception {
        speaks(SystemKind.FHIR_SLOT);
        var booking = known();

        errandsDuring(
                "update planner.booking_request set state = 'DECLINED', changed_by = 'somebody', version = version"
                        + " + 1, because = 'NOT_PROVIDED_HERE' where id = '" + booking.id() + "'");

        assertThat(state(booking)).isEqualTo("DECLINED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void anOrderThatIsCarriedOutLateIsOurs(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var wanted = chosen(booking);
        clinic().isIn("LATE_ORDERS", 1);
        running.errands();
        var inDoubt = startsOf(booking);
        running.pausesAreOver();

        running.errands();

        assertThat(inDoubt).isEmpty();
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(startsOf(booking)).hasSize(1);
        assertThat(takingTime(wanted)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void anOrderInDoubtIsLookedForAfterOthersHaveTheTime(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("DEAF", 1_000);
        running.errands();
        clinic().isIn("DOUBLE_BOOKING", 1);
        running.pausesAreOver();

        running.errands();

        assertThat(state(booking)).isEqualTo("OFFERED");
        assertThat(found("select state from planner.system_visit where request = '" + booking.id() + "'"))
                .isEqualTo("TRIED");
        operator("update planner.system_visit set state = 'OVER' where request = '" + booking.id() + "'");
    }

    // ---- moving

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatWeMoveMovesThere(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        var later = later("1");

        booking.does(Booking.withSlot("RESCHEDULE", later));
        running.errands();

        assertThat(startsOf(booking))
                .containsExactly(Wish.json(later).path("start").asText());
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aMoveOfOursIsNotUndoneBeforeTheSystemKnowsOfIt(SystemKind kind) {
        speaks(kind);
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        var booking = confirmed();
        var later = later("1");
        var start = Wish.json(later).path("start").asText();
        booking.does(Booking.withSlot("RESCHEDULE", later));

        read();
        running.errands();

        booking.read().then().body("state", equalTo("CONFIRMED")).body("visit.start", equalTo(start));
        assertThat(startsOf(booking)).containsExactly(start);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whoMovesToAnotherPractitionerMovesOrAPersonIsTold(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        var later = later("1");
        booking.does(Booking.withSlot("RESCHEDULE", later));
        running.errands();
        var other = "2";

        var start = Instant.parse(Wish.json(later).path("start").asText());
        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot(other, start)));
        running.errands();

        var moved = visitsOf(booking).getFirst().path("practitioner").asText().equals(other);
        assertThat(onTheWorkList(booking)).isEqualTo(moved ? List.of() : List.of("SYSTEM_DIFFERS"));
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aMoveInDoubtIsToldToAPersonAndGoesOn(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        var later = later("1");
        booking.does(Booking.withSlot("RESCHEDULE", later));
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        var inDoubt = onTheWorkList(booking);
        running.pausesAreOver();

        running.errands();

        assertThat(inDoubt).containsExactly("SYSTEM_DIFFERS");
        assertThat(startsOf(booking))
                .containsExactly(Wish.json(later).path("start").asText());
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aMoveThatSomebodyOnTheWayDoesNotFindIsToldLater(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        var later = later("1");
        booking.does(Booking.withSlot("RESCHEDULE", later));
        clinic().isIn("ASTRAY");
        running.errands();
        var meanwhile = onTheWorkList(booking);
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(startsOf(booking))
                .containsExactly(Wish.json(later).path("start").asText());
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(meanwhile).isEmpty();
    }

    /// Nobody else offers what the visit takes itself.
    @ParameterizedTest
    @EnumSource(names = {"FHIR_FIND", "EASY", "POLLING"})
    void aVisitMovesIntoATimeThatItTakesInPartItself(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        var before = later("1");
        booking.does(Booking.withSlot("RESCHEDULE", before));
        running.errands();
        var later = Instant.parse(startsOf(booking).getFirst()).plus(Duration.ofMinutes(15));

        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot("1", later)));
        running.errands();

        assertThat(startsOf(booking)).containsExactly(later.toString());
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    /// A Slot that is not free does not say for whom: perhaps nobody is there at all.
    @Test
    void whereOnlySlotsAreKnownAPersonMovesAVisitByPartOfItsLength() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        booking.does(Booking.withSlot("RESCHEDULE", later("1")));
        running.errands();
        var before = startsOf(booking);
        var later = Instant.parse(before.getFirst()).plus(Duration.ofMinutes(15));

        booking.does(Booking.withSlot("RESCHEDULE", Booking.slot("1", later)));
        running.errands();

        assertThat(startsOf(booking)).isEqualTo(before);
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
    }

    @ParameterizedTest
    @EnumSource(names = {"FHIR_FIND", "EASY", "POLLING"})
    void aVisitDoesNotMoveIntoATimeThatAnotherTakesInPart(SystemKind kind) {
        speaks(kind);
        var another = visitsOf(confirmed()).getFirst();
        var who = another.path("practitioner").asText();
        var booking = confirmed();
        booking.does(Booking.withSlot("RESCHEDULE", later(who)));
        running.errands();
        var start = startsOf(booking).getFirst();
        clinic().moves(another.path("id").asText(), Instant.parse(start).plus(Duration.ofMinutes(30)));

        booking.does(Booking.withSlot(
                "RESCHEDULE", Booking.slot(who, Instant.parse(start).plus(Duration.ofMinutes(15)))));
        running.errands();

        assertThat(startsOf(booking)).containsExactly(start);
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
    }

    @ParameterizedTest
    @EnumSource(names = {"FHIR_SLOT", "FHIR_FIND", "POLLING"})
    void whatTheClinicCancelledIsNeitherMovedNorConfirmed(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "CANCELLED");
        booking.does(Booking.withSlot("RESCHEDULE", later("1")));

        var before = visitsOf(booking).getFirst().path("start").asText();
        running.errands();
        var list = onTheWorkList(booking);
        read();

        assertThat(visitsOf(booking))
                .extracting(visit -> visit.path("start").asText())
                .containsExactly(before);
        assertThat(list).isEmpty();
        assertThat(state(booking)).isEqualTo("CANCELLED");
        assertThat(onTheWorkList(booking)).containsExactly("CANCELLED");
    }

    // ---- somebody on the way

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aSearchThatSomebodyOnTheWayDoesNotFindGoesOn(SystemKind kind) {
        speaks(kind);
        var booking = known();
        clinic().isIn("ASTRAY");
        running.errands();
        var meanwhile = List.of(state(booking), onTheWorkList(booking).toString());
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(meanwhile).containsExactly("REQUESTED", "[]");
        assertThat(state(booking)).isEqualTo("OFFERED");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void anOrderThatSomebodyOnTheWayDoesNotFindIsToldToAPersonAndGoesOn(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isToOrders("ASTRAY");
        running.errands();
        var meanwhile = onTheWorkList(booking);
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(meanwhile).containsExactly("SYSTEM_DIFFERS");
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(visitsOf(booking)).hasSize(1);
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @Test
    void aConflictWhenAVisitIsCancelledIsToldToAPersonAndGoesOn() {
        speaks(SystemKind.FHIR_FIND);
        var booking = confirmed();
        booking.cancel("FEELING_BETTER").then().statusCode(200);
        errandsBehind("POST .*/\\$book", 409);
        var meanwhile = onTheWorkList(booking);
        running.pausesAreOver();

        running.errands();

        assertThat(meanwhile).containsExactlyInAnyOrder("CANCELLED", "SYSTEM_DIFFERS");
        assertThat(startsOf(booking)).isEmpty();
    }

    // ---- holding

    @Test
    void whoHoldsAnotherTimeKeepsThatOneAlone() {
        speaks(SystemKind.FHIR_FIND);
        var booking = asked();
        var first = later("1");
        var other = later("1");
        booking.does(Booking.withSlot("HOLD", first));
        running.errands();

        booking.does(Booking.withSlot("HOLD", other));
        running.errands();

        assertThat(List.of(takers(first), takers(other))).containsExactly(0, 1);
    }

    @Test
    void whatWasHeldIsNotBookedForAnotherTime() {
        speaks(SystemKind.FHIR_FIND);
        var booking = asked();
        booking.does(Booking.withSlot("HOLD", later("1")));
        running.errands();
        clinic().isIn("DOUBLE_BOOKING", 1);

        booking.does(Booking.withSlot("BOOK", later("1")));
        running.errands();

        assertThat(state(booking)).isEqualTo("OFFERED");
        assertThat(startsOf(booking)).isEmpty();
    }

    @Test
    void aLostAnswerToAHoldIsNotANo() {
        speaks(SystemKind.FHIR_FIND);
        var booking = heldInDoubt(later("1"));
        running.pausesAreOver();

        running.errands();

        assertThat(state(booking)).isEqualTo("HELD");
    }

    @Test
    void aHoldThatSomebodyOnTheWayDoesNotFindIsToldToAPersonAndGoesOn() {
        speaks(SystemKind.FHIR_FIND);
        var booking = asked();
        var wanted = later("1");
        booking.does(Booking.withSlot("HOLD", wanted));
        clinic().isToOrders("ASTRAY");
        running.errands();
        var meanwhile = List.of(state(booking), String.join(" ", onTheWorkList(booking)));
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(meanwhile).containsExactly("HELD", "SYSTEM_DIFFERS");
        assertThat(state(booking)).isEqualTo("HELD");
        assertThat(takers(wanted)).isEqualTo(1);
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST .*/\\$book", "GET .*/Appointment/\\d+"})
    void aHeldTimeThatSomebodyOnTheWayDoesNotFindIsKept(String lost) {
        var wanted = later("1");
        var booking = held(wanted);
        booking.does(Booking.just("BOOK"));
        errandsBehind(lost, 404);
        var meanwhile = List.of(state(booking), String.join(" ", onTheWorkList(booking)));
        running.pausesAreOver();

        running.errands();

        assertThat(meanwhile).containsExactly("BOOKED", "SYSTEM_DIFFERS");
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(takers(wanted)).isEqualTo(1);
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @Test
    void aHeldTimeThatIsNeverFoundIsWaitedForNoLongerThanAHoldCanLast() {
        var booking = held(later("1"));
        operator("update planner.system_visit set tried_at = now() - interval '1 hour' where request = '" + booking.id()
                + "'");
        booking.does(Booking.just("BOOK"));

        errandsBehind("POST .*/\\$book", 404);

        assertThat(state(booking)).isEqualTo("OFFERED");
    }

    @Test
    void aHeldTimeOfWhichTheSystemItselfSaysThatItIsGoneIsNotWaitedFor() {
        var wanted = later("1");
        var booking = held(wanted);
        clinic().reports(takingTime(asChosen(wanted)).getFirst().path("id").asText(), "CANCELLED");
        clinic().isIn("DOUBLE_BOOKING", 1);
        booking.does(Booking.just("BOOK"));

        running.errands();

        assertThat(state(booking)).isEqualTo("OFFERED");
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @Test
    void whatIsHeldIsGivenBackAlsoAfterItsBookingWasTried() {
        var wanted = later("1");
        var booking = held(wanted);
        booking.does(Booking.just("BOOK"));
        errandsBehind("GET .*/Appointment", 503);
        booking.cancel("SEEN_ELSEWHERE").then().statusCode(200);
        running.pausesAreOver();

        running.errands();

        assertThat(takers(wanted)).isZero();
    }

    @Test
    void whatIsHeldIsGivenBackAlsoWhereItIsMovedAfterItsBookingWasTried() {
        var wanted = later("1");
        var other = later("1");
        var booking = held(wanted);
        booking.does(Booking.just("BOOK"));
        errandsBehind("GET .*/Appointment", 503);
        booking.does(Booking.withSlot("RESCHEDULE", other));
        running.pausesAreOver();

        running.errands();

        assertThat(List.of(takers(wanted), takers(other))).containsExactly(0, 1);
        assertThat(state(booking)).isEqualTo("CONFIRMED");
    }

    @Test
    void aHeldTimeThatIsBookedAndWhoseAnswerIsLostIsNotGivenBackAsAHold() {
        var wanted = later("1");
        var other = later("1");
        var booking = held(wanted);
        booking.does(Booking.just("BOOK"));
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        booking.does(Booking.withSlot("RESCHEDULE", other));
        running.pausesAreOver();

        running.errands();

        assertThat(List.of(takers(wanted), takers(other))).containsExactly(0, 1);
        assertThat(visitsOf(booking)).extracting(ClinicSystemsApiTest::status).containsExactly("BOOKED");
    }

    @Test
    void aReleaseThatSomebodyOnTheWayDoesNotFindIsTriedAgain() {
        var wanted = later("1");
        var booking = held(wanted);
        booking.does(Booking.just("RELEASE"));
        errandsBehind("GET .*/Appointment/\\d+", 404);
        var meanwhile = takers(wanted);
        running.pausesAreOver();

        running.errands();

        assertThat(List.of(meanwhile, takers(wanted))).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void aHoldThatIsOverAndCannotBeGivenBackKeepsNoOtherTimeWaiting(int status) {
        var booking = held(later("1"));
        var other = later("1");
        operator("update planner.system_visit set tried_at = now() - interval '1 hour' where request = '" + booking.id()
                + "'");
        booking.does(Booking.withSlot("BOOK", other));

        errandsBehind("GET .*/Appointment/\\d+", status);

        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(takers(other)).isEqualTo(1);
    }

    private Booking held(String wanted) {
        speaks(SystemKind.FHIR_FIND);
        var booking = asked();
        booking.does(Booking.withSlot("HOLD", wanted));
        running.errands();
        assertThat(takers(wanted)).isEqualTo(1);
        return booking;
    }

    /// Somebody on the way answers so what is asked for so, and passes on everything else.
    private void errandsBehind(String asked, int status) {
        var access = clinic().access(SystemKind.FHIR_FIND);
        try (var gateway = TriedServer.before(access.address(), asked, status)) {
            speaking.to(
                    CLINIC,
                    TriedAccess.at(
                            access, gateway.address().resolve(access.address().getPath())));
            running.errands();
        } finally {
            speaking.to(CLINIC, access);
        }
    }

    @Test
    void whatWePerhapsHoldOurselvesIsWaitedFor() {
        speaks(SystemKind.FHIR_FIND);
        var wanted = later("1");
        var booking = heldInDoubt(wanted);
        booking.does(Booking.just("BOOK"));
        running.pausesAreOver();
        running.errands();
        var meanwhile = state(booking);
        clinic().reports(takingTime(asChosen(wanted)).getFirst().path("id").asText(), "CANCELLED");
        running.pausesAreOver();

        running.errands();

        assertThat(List.of(meanwhile, state(booking))).containsExactly("BOOKED", "CONFIRMED");
    }

    @Test
    void whatWePerhapsHoldOurselvesIsWaitedForAlsoWhereALookHasFailedMeanwhile() {
        speaks(SystemKind.FHIR_FIND);
        var wanted = later("1");
        var booking = heldInDoubt(wanted);
        booking.does(Booking.just("BOOK"));
        running.pausesAreOver();
        errandsBehind("GET .*/Appointment", 503);
        running.pausesAreOver();
        running.errands();
        var meanwhile = state(booking);
        clinic().reports(takingTime(asChosen(wanted)).getFirst().path("id").asText(), "CANCELLED");
        running.pausesAreOver();

        running.errands();

        assertThat(List.of(meanwhile, state(booking))).containsExactly("BOOKED", "CONFIRMED");
        assertThat(takers(wanted)).isEqualTo(1);
    }

    @Test
    void anOrderWithoutAnAnswerAfterAHoldWithoutOneIsStillLookedFor() {
        speaks(SystemKind.FHIR_FIND);
        var wanted = later("1");
        var booking = heldInDoubt(wanted);
        clinic().reports(takingTime(asChosen(wanted)).getFirst().path("id").asText(), "CANCELLED");
        booking.does(Booking.just("BOOK"));
        clinic().isIn("LOST_ANSWERS", 1);
        running.pausesAreOver();
        running.errands();
        var inDoubt = takers(wanted);
        booking.cancel("SEEN_ELSEWHERE").then().statusCode(200);
        running.pausesAreOver();

        running.errands();

        assertThat(inDoubt).isEqualTo(1);
        assertThat(takers(wanted)).isZero();
    }

    @Test
    void whatIsTakenWhenNoHoldOfOursCanLastAnyMoreIsGone() {
        speaks(SystemKind.FHIR_FIND);
        var booking = heldInDoubt(later("1"));
        booking.does(Booking.just("BOOK"));
        operator("update planner.system_visit set tried_at = now() - interval '1 hour' where request = '" + booking.id()
                + "'");
        running.pausesAreOver();

        running.errands();

        assertThat(state(booking)).isEqualTo("OFFERED");
    }

    private Booking heldInDoubt(String wanted) {
        var booking = asked();
        booking.does(Booking.withSlot("HOLD", wanted));
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        assertThat(takers(wanted)).isEqualTo(1);
        return booking;
    }

    private static int takers(String slot) {
        return takingTime(asChosen(slot)).size();
    }

    private static String asChosen(String slot) {
        return Wish.json(slot).path("practitioner").asText() + " "
                + Wish.json(slot).path("start").asText();
    }

    // ---- in doubt

    @Test
    void whoTouchesARequestInDoubtHurriesNothing() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();

        booking.does(Booking.just("CONFIRM"));

        assertThat(isLeftForAWhile(booking)).isTrue();
    }

    @Test
    void whoTouchesARequestWhileItsOrderIsUnderWayHurriesNothing() throws Exception {
        speaks(SystemKind.FHIR_SLOT);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);

        errandsDuring(
                "lock table planner.system_visit in share mode",
                "update planner.system_errand set generation = generation + 1, next_at = now() where request = '"
                        + booking.id() + "'");

        assertThat(isLeftForAWhile(booking)).isTrue();
    }

    /// What is still on its way has time to arrive.
    private static boolean isLeftForAWhile(Booking booking) {
        return found("select next_at > now() + interval '5 seconds' from planner.system_errand where kind = 'VISIT'"
                        + " and request = '" + booking.id() + "'")
                .equals("t");
    }

    @Test
    void ofAnOrderThatWasCarriedOutTwiceNothingIsLeft() {
        speaks(SystemKind.EASY);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        clinic().carriesOutAgain(visitsOf(booking).getFirst().path("id").asText());
        booking.cancel("SEEN_ELSEWHERE").then().statusCode(200);
        running.pausesAreOver();
        running.errands();
        running.pausesAreOver();

        running.errands();

        assertThat(visitsOf(booking)).hasSize(2);
        assertThat(startsOf(booking)).isEmpty();
    }

    /// Days and weeks may be left until its time has come.
    @Test
    void whatMayStillTurnUpIsLookedForOftenAtFirstAndLessLater() {
        speaks(SystemKind.EASY);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        booking.cancel("SEEN_ELSEWHERE").then().statusCode(200);
        running.pausesAreOver();
        running.errands();
        var first = pauseOf(booking);
        operator("update planner.system_visit set tried_at = now() - interval '2 hours' where request = '"
                + booking.id() + "'");
        running.pausesAreOver();

        running.errands();

        assertThat(first).isBetween(60, 120);
        assertThat(pauseOf(booking)).isBetween(800, 900);
    }

    private static int pauseOf(Booking booking) {
        return Integer.parseInt(
                found("select cast(extract(epoch from next_at - now()) as integer) from planner.system_errand"
                        + " where kind = 'VISIT' and request = '" + booking.id() + "'"));
    }

    @Test
    void whatWasCarriedOutAgainIsCancelledWithTheVisit() {
        speaks(SystemKind.EASY);
        var booking = confirmed();
        clinic().carriesOutAgain(visitsOf(booking).getFirst().path("id").asText());
        booking.cancel("FEELING_BETTER").then().statusCode(200);

        running.errands();

        assertThat(visitsOf(booking)).hasSize(2);
        assertThat(startsOf(booking)).isEmpty();
    }

    /// With our key in its note.
    @Test
    void whatTheDeskHasCopiedToAnotherTimeIsNotCancelledWithTheVisit() {
        speaks(SystemKind.EASY);
        var booking = confirmed();
        var visit = visitsOf(booking).getFirst().path("id").asText();
        clinic().carriesOutAgain(visit);
        var another = afterAll();
        clinic().moves(visitsOf(booking).getLast().path("id").asText(), another);
        booking.cancel("FEELING_BETTER").then().statusCode(200);

        running.errands();

        assertThat(startsOf(booking)).containsExactly(another.toString());
        assertThat(onTheWorkList(booking)).containsExactlyInAnyOrder("CANCELLED", "SYSTEM_DIFFERS");
    }

    /// Three days count from when it began to fail.
    @Test
    void whatHasLongBeenLookedForIsNotGivenUpAtTheFirstFailure() {
        speaks(SystemKind.FHIR_SLOT);
        clinic().offersNothing();
        var booking = asked();
        running.daysPass(4);
        running.pausesAreOver();
        running.errands();
        clinic().isIn("DOWN");
        running.pausesAreOver();

        running.errands();

        assertThat(onTheWorkList(booking)).containsExactly("NO_SLOT_IN_WINDOW");
        assertThat(found("select attempt from planner.system_errand where request = '" + booking.id() + "'"))
                .isEqualTo("1");
    }

    @Test
    void whatIsUnderWayWhenSomebodyIsErasedIsNotKept() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = asked();
        var _ = chosen(booking);
        operator("insert into planner.erasure_fence values ('north', sha256(convert_to('north " + booking.patient()
                + "', 'UTF8')), now() + interval '1 minute')");

        running.errands();

        assertThat(found("select count(*) from planner.system_visit where patient = '" + booking.patient() + "'"))
                .isEqualTo("0");
        assertThat(visitsOf(booking)).isEmpty();
        operator("delete from planner.system_errand where request = '" + booking.id() + "'");
    }

    // ---- in time

    /// The desk's clock is set back, so that its times of yesterday are free to be booked.
    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatNeverReachedTheSystemIsNotBookedAfterItsTime(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("DOWN");
        running.errands();
        running.pausesAreOver();
        running.errands();
        var told = onTheWorkList(booking);
        var _ = isOver(booking);
        clinic().isFine();
        clinic().letsPass(Duration.ofDays(-3));
        running.pausesAreOver();

        running.errands();

        clinic().letsPass(Duration.ofDays(3));
        assertThat(told).containsExactly("SYSTEM_DIFFERS");
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
        assertThat(state(booking)).isEqualTo("BOOKED");
        assertThat(visitsOf(booking)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatReachedTheSystemInTimeIsFoundAfterItsTime(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        clinic().moves(visitsOf(booking).getFirst().path("id").asText(), isOver(booking));
        running.pausesAreOver();

        running.errands();

        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    @Test
    void aVisitIsNotGivenUpForATimeThatIsOver() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        booking.does(Booking.withSlot("RESCHEDULE", later("1")));
        var _ = isOver(booking);
        clinic().letsPass(Duration.ofDays(-3));
        var before = startsOf(booking);

        running.errands();

        clinic().letsPass(Duration.ofDays(3));
        assertThat(startsOf(booking)).isEqualTo(before);
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatTheDeskHasMovedIntoThePastIsNotCancelled(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        clinic().moves(visitsOf(booking).getFirst().path("id").asText(), past());
        booking.cancel("FEELING_BETTER").then().statusCode(200);

        running.errands();

        assertThat(startsOf(booking)).hasSize(1);
        assertThat(onTheWorkList(booking)).containsExactlyInAnyOrder("CANCELLED", "SYSTEM_DIFFERS");
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatWasInDoubtAndHasBegunIsNotCancelled(SystemKind kind) {
        speaks(kind);
        var booking = asked();
        var _ = chosen(booking);
        clinic().isIn("LOST_ANSWERS", 1);
        running.errands();
        clinic().moves(visitsOf(booking).getFirst().path("id").asText(), past());
        booking.cancel("SEEN_ELSEWHERE").then().statusCode(200);
        running.pausesAreOver();

        running.errands();

        assertThat(startsOf(booking)).hasSize(1);
        assertThat(onTheWorkList(booking)).containsExactlyInAnyOrder("CANCELLED", "SYSTEM_DIFFERS");
    }

    @ParameterizedTest
    @EnumSource(names = {"FHIR_SLOT", "FHIR_FIND", "EASY"})
    void whoHasArrivedIsNotSentAway(SystemKind kind) {
        speaks(kind);
        var booking = confirmed();
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "ARRIVED");
        booking.cancel("FEELING_BETTER").then().statusCode(200);

        running.errands();

        assertThat(visitsOf(booking)).extracting(ClinicSystemsApiTest::status).containsExactly("ARRIVED");
        assertThat(onTheWorkList(booking)).containsExactlyInAnyOrder("CANCELLED", "SYSTEM_DIFFERS");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVisitThatIsBookedTakesNothingOffTheListThatIsSaidOfTheOneBefore(boolean inTheSameRun) {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        whoHasArrivedIsLeftToAPerson(booking);
        if (!inTheSameRun) {
            running.errands();
        }
        booking.does(Booking.withSlot("BOOK", Booking.slot("1", afterAll())));

        running.errands();

        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(startsOf(booking)).hasSize(2);
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
    }

    @Test
    void whatTheClinicDoesWithAVisitTakesNothingOffTheListThatIsSaidOfTheOneBefore() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        var before = visitsOf(booking).getFirst().path("id").asText();
        whoHasArrivedIsLeftToAPerson(booking);
        booking.does(Booking.withSlot("BOOK", Booking.slot("1", afterAll())));
        running.errands();
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        var visit = visitsOf(booking).stream()
                .map(one -> one.path("id").asText())
                .filter(id -> !id.equals(before))
                .findFirst()
                .orElseThrow();
        var moved = afterAll();
        clinic().moves(visit, moved);

        running.changes();

        booking.read().then().body("visit.start", equalTo(moved.toString()));
        assertThat(onTheWorkList(booking)).containsExactly("SYSTEM_DIFFERS");
    }

    @Test
    void whatSomebodyHasLookedAtKeepsNothingOnTheListThatIsSaidOfAnotherVisit() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = confirmed();
        whoHasArrivedIsLeftToAPerson(booking);
        running.errands();
        operator(
                "update planner.work_item set done_at = now(), done_by = 'desk', version = version + 1 where patient = '"
                        + booking.patient() + "'");
        booking.does(Booking.withSlot("BOOK", Booking.slot("1", afterAll())));
        clinic().isToOrders("ASTRAY");
        running.errands();
        var meanwhile = onTheWorkList(booking);
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(meanwhile).containsExactly("SYSTEM_DIFFERS");
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        assertThat(onTheWorkList(booking)).isEmpty();
    }

    /// Cancelled with us while the person is there, and open again.
    private static void whoHasArrivedIsLeftToAPerson(Booking booking) {
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), "ARRIVED");
        booking.cancel("FEELING_BETTER").then().statusCode(200);
        booking.move(Booking.just("REOPEN"), Tokens.clinician()).then().statusCode(200);
    }

    private static Instant past() {
        return Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofMinutes(40 * 60 + 30L * LATER.incrementAndGet()));
    }

    /// As if its time had come and gone, where it is with us.
    private static Instant isOver(Booking booking) {
        var start = past();
        operator("update planner.visit set starts_at = '" + start + "', ends_at = '"
                + start.plus(Duration.ofMinutes(30)) + "' where request = '" + booking.id() + "'");
        return start;
    }

    @Test
    void aCancellationThatIsNotTakenBeforeASoonVisitIsHandedToAPersonAndGoesOn() {
        speaks(SystemKind.FHIR_FIND);
        var booking = confirmed();
        booking.cancel("FEELING_BETTER").then().statusCode(200);
        clinic().isIn("DOWN");
        running.errands();
        var once = onTheWorkList(booking);
        running.pausesAreOver();
        running.errands();
        var twice = onTheWorkList(booking);
        clinic().isFine();
        running.pausesAreOver();

        running.errands();

        assertThat(once).containsExactly("CANCELLED");
        assertThat(twice).containsExactlyInAnyOrder("CANCELLED", "SYSTEM_DIFFERS");
        assertThat(startsOf(booking)).isEmpty();
        assertThat(onTheWorkList(booking)).containsExactly("CANCELLED");
    }

    @ParameterizedTest
    @MethodSource("eachOutcomeOverEveryWay")
    void whatTheClinicSaysOfAVisitIsSoWhenItsTimeHasCome(SystemKind kind, String said, Outcome outcome) {
        speaks(kind);
        running.changes();
        clinic().letsPass(Duration.ofSeconds(1));
        var booking = confirmed();
        clinic().reports(visitsOf(booking).getFirst().path("id").asText(), said);

        read();
        var early = state(booking);
        var past = anHourLongAgo();
        for (var table : List.of("visit", "system_visit")) {
            operator("update planner." + table + " set starts_at = '" + past + "', ends_at = '"
                    + past.plus(Duration.ofMinutes(30)) + "' where request = '" + booking.id() + "'");
        }
        clinic().moves(visitsOf(booking).getFirst().path("id").asText(), past);
        read();

        assertThat(List.of(early, state(booking))).containsExactly("CONFIRMED", outcome.state());
        assertThat(onTheWorkList(booking)).containsExactly(outcome.work());
        assertThat(BookingRequestsApiTest.told(booking.id())).contains(outcome.event());
    }

    private record Outcome(String state, String work, String event) {}

    static Stream<Arguments> eachOutcomeOverEveryWay() {
        return Arrays.stream(SystemKind.values())
                .flatMap(kind -> Stream.of(
                        Arguments.of(
                                kind,
                                "FULFILLED",
                                new Outcome("FULFILLED", "PLAN_REVIEW", "booking-request.fulfilled")),
                        Arguments.of(kind, "NOSHOW", new Outcome("NO_SHOW", "NO_SHOW", "booking-request.no-show"))));
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void ofAVisitThatIsOverAndOfWhichWeSaidWhatBecameOfItTheSystemIsAskedNoMore(SystemKind kind) {
        speaks(kind);
        var seen = confirmed();
        var missed = confirmed();
        var unsaid = confirmed();
        running.changes();
        Stream.of(seen, missed, unsaid).forEach(ClinicSystemsApiTest::isOverHereAndThere);
        seen.does(Booking.just("FULFIL"));
        missed.does(Booking.just("NO_SHOW"));

        read();

        assertThat(Stream.of(seen, missed, unsaid).map(ClinicSystemsApiTest::wasLookedAt))
                .containsExactly(false, false, true);
    }

    /// The outcome was said of another visit of the same request, or of a time that is still to come there.
    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void whatIsNotOverOrIsNoVisitThatWeSpokeOfIsStillLookedAt(SystemKind kind) {
        speaks(kind);
        var toCome = confirmed();
        var another = confirmed();
        running.changes();
        var _ = isLongOver(toCome);
        isOverHereAndThere(another);
        toCome.does(Booking.just("FULFIL"));
        another.does(Booking.just("NO_SHOW"));
        operator("update planner.system_visit set again = true where patient = '" + toCome.patient() + "'");
        operator("update planner.booking_request set visit = null, state = 'REQUESTED' where id = '" + another.id()
                + "'");

        read();

        assertThat(Stream.of(toCome, another).map(ClinicSystemsApiTest::wasLookedAt))
                .containsExactly(true, true);
    }

    /// With us; before any of which another test says so.
    private static Instant isLongOver(Booking booking) {
        var start = Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofMinutes(200 * 60 + 30L * LONG_AGO.incrementAndGet()));
        operator("update planner.visit set starts_at = '" + start + "', ends_at = '"
                + start.plus(Duration.ofMinutes(30)) + "' where request = '" + booking.id() + "'");
        return start;
    }

    private static void isOverHereAndThere(Booking booking) {
        var start = isLongOver(booking);
        operator("update planner.system_visit set starts_at = '" + start + "', ends_at = '"
                + start.plus(Duration.ofMinutes(30)) + "' where request = '" + booking.id() + "'");
    }

    /// Since all were as if looked at long ago.
    private static boolean wasLookedAt(Booking booking) {
        return found("select checked_at > now() - interval '1 hour' from planner.system_visit where patient = '"
                        + booking.patient() + "'")
                .equals("t");
    }

    @Test
    void nothingIsOfferedWhileAnEmergencyIsOpen() {
        speaks(SystemKind.FHIR_SLOT);
        var booking = known();
        Booking.ask(Assessed.emergency().put("patient", booking.patient()))
                .then()
                .statusCode(409);
        running.errands();
        var meanwhile = state(booking);
        BookingRequestsApiTest.doneWith(booking.patient());
        running.pausesAreOver();

        running.errands();

        assertThat(List.of(meanwhile, state(booking))).containsExactly("REQUESTED", "OFFERED");
    }

    // ---- what the system says of itself

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void theSettingsAreSeenBesideWhatTheSystemOffers(SystemKind kind) {
        speaks(kind);

        var said = system(Tokens.admin()).then().statusCode(200).extract().jsonPath();

        assertThat(said.getString("kind")).isEqualTo(kind.name());
        assertThat(said.getList("capabilities")).contains("BOOK", "FEEDS");
        assertThat(said.getList("practitioners.id")).contains("1", "2");
        assertThat(said.getList("practitioners.name", String.class)).noneMatch(String::isBlank);
        assertThat(said.getList("practitioners.calendar")).containsOnlyOnce("https://clinic.example/1.ics");
        assertThat(said.getList("services.code", String.class))
                .contains(said.getString("visitTypes.find { it.visitType == 'FOLLOW_UP' }.code"));
        assertThat(said.getList("visitTypes.listed")).containsExactly(true, true);
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aKindOfVisitThatTheSystemDoesNotListIsFoundOutBeforeAnybodyAsks(SystemKind kind) {
        speaking.to(CLINIC, clinic().access(kind, Map.of("INITIAL_ASSESSMENT", "4711")));

        var said = system(Tokens.admin()).then().statusCode(200).extract().jsonPath();

        assertThat(said.getList("visitTypes", Map.class))
                .containsExactly(
                        Map.of("visitType", "INITIAL_ASSESSMENT", "code", "4711", "listed", false),
                        Map.of("visitType", "FOLLOW_UP"));
    }

    @Test
    void aPersonSeesWhomTheyCanWishForAndNoMore() {
        speaks(SystemKind.EASY);

        var said = practitioners(Tokens.patient("somebody-with-a-wish"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(said.getList("practitioners", Map.class))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.keySet()).isEqualTo(Set.of("id", "name")));
        assertThat(said.getMap("").keySet()).isEqualTo(Set.of("practitioners"));
    }

    @ParameterizedTest
    @EnumSource(SystemKind.class)
    void aSystemThatIsDownIsNotOneWithoutPeople(SystemKind kind) {
        // What was seen of a system is kept for a minute, so this is one that nobody has looked at.
        speaking.to(CLINIC, clinic().access(kind, Map.of("FOLLOW_UP", "4712")));
        clinic().isIn("DOWN");

        practitioners(Tokens.patient("somebody-with-a-wish"))
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:scapula:problem:unavailable"));
    }

    @Test
    void aLoginThatIsNotAcceptedIsToldAsSuch() {
        speaking.to(CLINIC, clinic().access(SystemKind.EASY, "a-key-that-nobody-knows"));

        system(Tokens.admin())
                .then()
                .statusCode(502)
                .body("type", equalTo("urn:scapula:problem:scheduling-system-not-usable"))
                .body("why", equalTo("NOT_ADMITTED"));
    }

    @Test
    void howeverManyAskHereTheSystemIsAskedOnce() {
        try (var server = practitionersAlone(200, "{\"appointment_types\": [], \"links\": {}}")) {
            speaking.to(CLINIC, polled(server));

            atOnce(
                    20,
                    () -> practitioners(Tokens.patient("somebody-with-a-wish"))
                            .then()
                            .statusCode(200));
            atOnce(20, () -> system(Tokens.admin()).then().statusCode(200));

            speaking.ends(CLINIC);
            assertThat(server.asked()).containsExactlyInAnyOrder("practitioners", "appointment_types");
        }
    }

    @Test
    void howeverManyAskASystemThatRefusesItIsAskedOnce() {
        try (var server = practitionersAlone(403, "")) {
            speaking.to(CLINIC, polled(server));

            atOnce(
                    20,
                    () -> practitioners(Tokens.patient("somebody-with-a-wish"))
                            .then()
                            .statusCode(200));
            atOnce(20, () -> system(Tokens.admin()).then().statusCode(200));
            atOnce(2, () -> system(Tokens.admin()).then().statusCode(200));

            speaking.ends(CLINIC);
            assertThat(server.asked()).containsExactlyInAnyOrder("practitioners", "appointment_types");
        }
    }

    @Test
    void howeverManyAskASystemThatLetsUsNotInItIsAskedOnce() {
        speaking.to(CLINIC, clinic().access(SystemKind.POLLING, "another-key-that-nobody-knows"));
        var before = clinic().asked();

        atOnce(
                20,
                () -> practitioners(Tokens.patient("somebody-with-a-wish"))
                        .then()
                        .statusCode(502));
        system(Tokens.admin()).then().statusCode(502);

        assertThat(clinic().asked() - before).isEqualTo(1);
    }

    @Test
    void servicesThatAreNotListedHideNobody() {
        try (var server = practitionersAlone(403, "")) {
            speaking.to(CLINIC, polled(server));

            var said = system(Tokens.admin()).then().statusCode(200).extract().jsonPath();

            speaking.ends(CLINIC);
            assertThat(said.getList("practitioners.name")).containsExactly("Room 2");
            assertThat(said.getMap("")).doesNotContainKey("services");
            assertThat(said.getString("servicesUntold")).isEqualTo("NOT_ADMITTED");
            assertThat(said.getList("visitTypes", Map.class))
                    .allSatisfy(one -> assertThat(one).doesNotContainKey("listed"));
        }
    }

    /// A polled system with one practitioner, and nothing else.
    private static TriedServer practitionersAlone(int status, String types) {
        return new TriedServer((exchange, _) -> {
            if (exchange.getRequestURI().getPath().endsWith("/practitioners")) {
                TriedServer.says(
                        exchange,
                        200,
                        "{\"practitioners\": [{\"id\": \"17\", \"label\": \"Room 2\", \"active\": true}], \"links\": {}}");
            } else {
                TriedServer.says(exchange, status, types);
            }
        });
    }

    private static SystemAccess polled(TriedServer server) {
        return TriedAccess.at(clinic().access(SystemKind.POLLING), server.address());
    }

    private static void atOnce(int many, Runnable work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, many)
                    .mapToObj(_ -> CompletableFuture.runAsync(work, threads))
                    .toList();
            all.forEach(CompletableFuture::join);
        }
    }

    @Test
    void aClinicWithoutASystemSaysSo() {
        var said = system(Tokens.admin()).then().statusCode(200).extract().jsonPath();

        assertThat(said.getMap("").keySet())
                .isEqualTo(Set.of("capabilities", "practitioners", "services", "visitTypes"));
        assertThat(said.getList("practitioners")).isEmpty();
    }

    private static Response system(String token) {
        return given().auth().oauth2(token).get("/v1/scheduling-system");
    }

    private static Response practitioners(String token) {
        return given().auth().oauth2(token).get("/v1/practitioners");
    }

    private void speaks(SystemKind kind) {
        speaking.to(CLINIC, clinic().access(kind));
    }

    /// Known at the clinic, and asking for a visit.
    private Booking asked() {
        var booking = known();
        running.errands();
        return booking;
    }

    /// Whose request nobody has looked at.
    private static Booking known() {
        var assessment = Assessed.routine();
        clinic().admit(Assessed.patient(assessment));
        return Booking.after(assessment);
    }

    private static String chosen(Booking booking) {
        var slot = Wish.json(booking.slots().asString()).at("/slots/0");
        booking.choose(slot.path("id").asText()).then().statusCode(200).body("state", equalTo("BOOKED"));
        return slot.path("practitioner").asText() + " " + slot.path("start").asText();
    }

    private Booking confirmed() {
        var booking = asked();
        var _ = chosen(booking);
        running.errands();
        assertThat(state(booking)).isEqualTo("CONFIRMED");
        return booking;
    }

    private void read() {
        lookedAtLongAgo();
        running.changes();
    }

    private static boolean deletes(SystemKind kind) {
        return kind == SystemKind.EASY;
    }

    private static String state(Booking booking) {
        return Wish.json(booking.read().asString()).path("state").asText();
    }

    private static List<JsonNode> visitsOf(Booking booking) {
        return clinic().visits().stream()
                .filter(visit -> visit.path("patient").asText().equals(booking.patient()))
                .toList();
    }

    /// Of those that take somebody's time.
    private static List<String> startsOf(Booking booking) {
        return visitsOf(booking).stream()
                .filter(visit -> !isNoMore(status(visit)))
                .map(visit -> visit.path("start").asText())
                .toList();
    }

    /// A time that nobody else wants.
    private static String later(String practitioner) {
        return Booking.slot(
                practitioner,
                Instant.now().truncatedTo(ChronoUnit.HOURS).plus(54 + LATER.incrementAndGet(), ChronoUnit.HOURS));
    }

    private static Instant afterAll() {
        return Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .plus(160 * 60 - 30L * AFTER_ALL.incrementAndGet(), ChronoUnit.MINUTES);
    }

    private static Instant afterTheWindowOf(Booking booking) {
        return Instant.parse(booking.read().path("window.until"))
                .truncatedTo(ChronoUnit.HOURS)
                .plus(1L + LATER.incrementAndGet(), ChronoUnit.HOURS);
    }

    /// Another each time: nobody is seen twice at once.
    private static Instant anHourLongAgo() {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(20L + LATER.incrementAndGet(), ChronoUnit.HOURS);
    }

    /// What somebody else does is certain only once our own waits for it.
    private void errandsDuring(String sql) throws Exception {
        errandsDuring(sql, "");
    }

    private void errandsDuring(String sql, String meanwhile) throws Exception {
        during(running::errands, sql, meanwhile);
    }

    private static void during(Runnable work, String sql, String meanwhile) throws Exception {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute(sql);
            var working = new Thread(work);
            working.start();
            within(
                    Duration.ofSeconds(8),
                    () -> !found("select count(*) from pg_locks where not granted")
                            .equals("0"));
            statement.execute(meanwhile);
            operator.commit();
            working.join(Duration.ofSeconds(20));
        }
    }

    private static List<JsonNode> takingTime(String wanted) {
        return clinic().visits().stream()
                .filter(visit -> !isNoMore(status(visit)))
                .filter(visit -> wanted.equals(visit.path("practitioner").asText() + " "
                        + visit.path("start").asText()))
                .toList();
    }

    private static String status(JsonNode visit) {
        return visit.path("status").asText();
    }

    private static boolean isNoMore(String status) {
        return List.of("CANCELLED", "DELETED").contains(status);
    }

    private static void lookedAtLongAgo() {
        operator("update planner.system_visit set checked_at = now() - interval '1 day'");
    }

    private static void operator(String sql) {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void within(Duration time, BooleanSupplier comes) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        while (!comes.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(50);
        }
    }

    private static int errandsAt(String clinic) {
        return Integer.parseInt(found("select count(*) from planner.system_errand where clinic = '" + clinic + "'"));
    }

    private static int due(String table) {
        return Integer.parseInt(found("select count(*) from " + table + " where next_at <= now()"));
    }

    private static String systemIdOf(Booking booking) {
        return found("select system_id from planner.system_visit where state = 'BOOKED' and patient = '"
                + booking.patient() + "'");
    }

    private static String found(String sql) {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement();
                var found = statement.executeQuery(sql)) {
            assertThat(found.next()).isTrue();
            return found.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// As a system of the clinic does that was given a source of notices.
    private static void tell(String body) throws Exception {
        var source = given().auth()
                .oauth2(Tokens.admin())
                .contentType("application/json")
                .body("{\"system\": \"front-desk\"}")
                .post("/v1/notice-sources");
        var now = Instant.now().getEpochSecond();
        given().header("webhook-id", "m-1")
                .header("webhook-timestamp", now)
                .header("webhook-signature", new Webhook(source.<String>path("secret")).sign("m-1", now, body))
                .contentType("application/json")
                .body(body)
                .post(source.<String>path("address"))
                .then()
                .statusCode(204);
    }

    private static List<String> onTheWorkList(Booking booking) {
        return BookingRequestsApiTest.workOf(booking.patient()).stream()
                .map(item -> item.path("kind").asText())
                .toList();
    }
}
