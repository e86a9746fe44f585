package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.scheduling.system.Refused.Why;

/// What is particular to one way of speaking.
class AdaptersTest {

    private static final TriedClinic CLINIC = new TriedClinic(false);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "00000000-0000-7000-8000-000000000001";

    @AfterAll
    static void close() {
        CLINIC.close();
    }

    @Test
    void aTokenIsKeptAndFetchedAnewWhenItIsRefused() {
        var system = CLINIC.spokenTo(SystemKind.FHIR_SLOT);
        var before = CLINIC.asked();
        var _ = system.practitioners().await().atMost(PATIENCE);
        var _ = system.practitioners().await().atMost(PATIENCE);
        var withOneToken = CLINIC.asked() - before;
        CLINIC.forgetsTokens();

        var people = system.practitioners().await().atMost(PATIENCE);

        // Where to log in, the token, and twice the question.
        assertThat(withOneToken).isEqualTo(4);
        assertThat(people).hasSize(2);
    }

    @Test
    void aKeyThatNobodyRegisteredIsNotAdmitted() {
        try (var other = new TriedClinic(false)) {
            var stranger = new TriedAccess(CLINIC.access(SystemKind.FHIR_FIND)).withTheKeyOf(other);

            var refused = catchThrowableOfType(
                    Refused.class, () -> stranger.practitioners().await().atMost(PATIENCE));

            assertThat(refused.why()).isEqualTo(Why.NOT_ADMITTED);
        }
    }

    /// Where its desk is, and what it answers there, one after the other.
    private static TriedServer desk(String configuration, String... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        return new TriedServer(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("smart-configuration")) {
                var home = "http://" + exchange.getRequestHeaders().getFirst("Host");
                TriedServer.says(exchange, 200, configuration.replace("HOME", home));
            } else {
                var next = left.removeFirst().split(" ", 2);
                TriedServer.says(exchange, Integer.parseInt(next[0]), next[1]);
            }
        });
    }

    private static Throwable failureAt(TriedServer desk) {
        var system = new TriedAccess(CLINIC.access(SystemKind.FHIR_SLOT)).at(desk.address());
        return catchThrowable(() -> system.practitioners().await().atMost(PATIENCE));
    }

    @Test
    void aDeskThatFailsIsDownAndRefusesNobody() {
        try (var desk = desk("{\"token_endpoint\":\"HOME/token\"}", "502 ", "408 ")) {
            assertThat(failureAt(desk)).isInstanceOf(SystemDown.class);
            assertThat(failureAt(desk)).isInstanceOf(SystemDown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 ", "404 {}", "405 ", "302 ", "200 <html><body>Back soon</body></html>", "200 "})
    void whoeverAnswersInItsPlaceIsNoDesk(String answer) {
        try (var token = desk("{\"token_endpoint\":\"HOME/token\"}", answer);
                var configuration = new TriedServer(exchange -> {
                    var said = answer.split(" ", 2);
                    TriedServer.says(exchange, Integer.parseInt(said[0]), said[1]);
                })) {
            assertThat(failureAt(token)).isInstanceOf(SystemDown.class);
            assertThat(failureAt(configuration)).isInstanceOf(SystemDown.class);
        }
    }

    @Test
    void aDeskThatLeavesOutWhatIsNeededIsNotUnderstood() {
        var failures = Stream.of(
                        desk("{}", "500 "),
                        desk("{\"token_endpoint\":\"no address\"}", "500 "),
                        desk("{\"token_endpoint\":\"HOME/token\"}", "200 {\"token_type\":\"bearer\"}"),
                        desk("{\"token_endpoint\":\"HOME/token\"}", "200 {\"access_token\":\"x\"}"))
                .map(desk -> {
                    try (desk) {
                        return failureAt(desk);
                    }
                });

        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                Refused.class, no -> assertThat(no.why()).isEqualTo(Why.NOT_UNDERSTOOD)));
    }

    @Test
    void aSystemThatIsAskedTooOftenIsLeftInPeace() {
        var system = CLINIC.spokenTo(SystemKind.POLLING);
        CLINIC.allowsPerMinute(1);
        var _ = system.practitioners().await().atMost(PATIENCE);

        var refused = catchThrowableOfType(
                SystemDown.class, () -> system.practitioners().await().atMost(PATIENCE));
        var asked = CLINIC.asked();
        var again = catchThrowableOfType(
                SystemDown.class, () -> system.practitioners().await().atMost(PATIENCE));

        assertThat(refused.notBefore())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(65)));
        assertThat(again.notBefore()).isPresent();
        assertThat(CLINIC.asked()).as("not asked again").isEqualTo(asked);
        CLINIC.allowsPerMinute(Integer.MAX_VALUE);
    }

    @Test
    void aVisitWithoutTheSystemsReferenceIsLookedAtInItsOwnSlot() {
        var system = CLINIC.spokenTo(SystemKind.FHIR_SLOT);
        var slots = CLINIC.free(system, "1", 2);
        var wanted = CLINIC.wanting(slots.getFirst());
        var visit = system.book(wanted).await().atMost(PATIENCE);
        var _ = system.book(CLINIC.wanting(slots.getLast())).await().atMost(PATIENCE);
        CLINIC.isIn("CARELESS");
        var _ = catchThrowable(
                () -> system.reschedule(visit.id(), slots.getLast()).await().atMost(PATIENCE));
        CLINIC.isFine();
        var to = slots.getLast();
        var known = new FreeSlot("", to.practitioner(), to.visitType(), to.start(), to.end());

        var failure = catchThrowable(() -> system.book(
                        new NewVisit(wanted.key(), wanted.patient(), known, Optional.empty(), Optional.empty()))
                .await()
                .atMost(PATIENCE));

        assertThat(failure).isInstanceOf(SlotGone.class);
        assertThat(CLINIC.takingTime(to)).hasSize(1);
    }

    @Test
    void whoIsOvertakenDuringAMoveStaysWhereTheyWere() {
        var system = CLINIC.spokenTo(SystemKind.EASY);
        var slots = CLINIC.free(system, "1", 2);
        var visit = system.book(CLINIC.wanting(slots.getFirst())).await().atMost(PATIENCE);
        CLINIC.isIn("DOUBLE_BOOKING", 1);

        var failure = catchThrowable(
                () -> system.reschedule(visit.id(), slots.getLast()).await().atMost(PATIENCE));

        assertThat(failure).isInstanceOf(SlotGone.class);
        assertThat(CLINIC.takingTime(slots.getFirst()))
                .extracting(kept -> kept.path("id").asText())
                .containsExactly(visit.id());
        assertThat(CLINIC.takingTime(slots.getLast()))
                .singleElement()
                .satisfies(other -> assertThat(other.has("patient")).isFalse());
    }

    @Test
    void aWordThatANeighboursVisitHasIsNoHindrance() {
        var system = CLINIC.spokenTo(SystemKind.EASY);
        var slots = CLINIC.free(system, "2", 2);
        var neighbour = system.book(CLINIC.wanting(slots.getFirst())).await().atMost(PATIENCE);
        CLINIC.calls(neighbour.id(), "Erschienen");

        var visit = system.book(CLINIC.wanting(slots.getLast())).await().atMost(PATIENCE);
        var itself = catchThrowableOfType(
                Refused.class, () -> system.visit(neighbour.id()).await().atMost(PATIENCE));

        assertThat(visit.standing()).isEqualTo(BookedVisit.Standing.BOOKED);
        assertThat(itself.why()).as("of ours it is never guessed").isEqualTo(Why.NOT_UNDERSTOOD);
    }

    @Test
    void aVisitWithAnUnknownWordTakesItsTime() {
        var system = CLINIC.spokenTo(SystemKind.EASY);
        var slots = CLINIC.free(system, "2", 2);
        var first = system.book(CLINIC.wanting(slots.getFirst())).await().atMost(PATIENCE);
        var last = CLINIC.wanting(slots.getLast());
        var ours = system.book(last).await().atMost(PATIENCE);
        CLINIC.moves(first.id(), slots.getLast().start(), true);
        CLINIC.calls(first.id(), "Erschienen");

        var failure = catchThrowable(() -> system.book(last).await().atMost(PATIENCE));

        assertThat(failure).isInstanceOf(SlotGone.class);
        assertThat(CLINIC.takingTime(slots.getLast()))
                .noneMatch(kept -> kept.path("id").asText().equals(ours.id()));
    }

    @ParameterizedTest
    @EnumSource(names = {"FHIR_SLOT", "FHIR_FIND", "POLLING"})
    void moreChangesThanAnybodyReadsAtOnceAreReadOneAfterTheOther(SystemKind kind) {
        try (var clinic = new TriedClinic(false)) {
            clinic.allowsPerMinute(Integer.MAX_VALUE);
            var system = clinic.spokenTo(kind);
            var mark =
                    system.changesSince(Mark.BEGINNING).await().atMost(PATIENCE).next();
            clinic.writes(kind == SystemKind.POLLING ? 3300 : 5300);
            var told = new HashSet<String>();
            var looks = 0;

            for (var left = List.of("?"); !left.isEmpty() && looks < 10; looks++) {
                var changes = system.changesSince(mark).await().atMost(PATIENCE);
                mark = changes.next();
                left = changes.visits();
                told.addAll(left);
            }

            assertThat(told)
                    .containsAll(clinic.visits().stream()
                            .map(visit -> visit.path("id").asText())
                            .toList());
            assertThat(looks).isBetween(3, 9);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FHIR_SLOT", "FHIR_FIND", "POLLING"})
    void aChangeWithoutADateIsLookedAtAndStopsNobody(SystemKind kind) {
        var system = CLINIC.spokenTo(kind);
        var mark = system.changesSince(Mark.BEGINNING).await().atMost(PATIENCE).next();
        var visit = system.book(CLINIC.wanting(CLINIC.free(system, "1", 1).getFirst()))
                .await()
                .atMost(PATIENCE);
        CLINIC.isIn("UNDATED");

        var changes = system.changesSince(mark).await().atMost(PATIENCE);

        CLINIC.isFine();
        assertThat(changes.visits()).contains(visit.id());
        assertThat(system.changesSince(changes.next()).await().atMost(PATIENCE).visits())
                .contains(visit.id());
    }

    @Test
    void whatMustBeThereAndIsNotIsNotUnderstood() {
        var answers = List.of(
                "{}",
                "{\"individual_appointments\":[],\"patients\":null,\"links\":{}}",
                "{\"id\":\"1\",\"starts_at\":\"2026-01-01T00:00:00Z\",\"ends_at\":\"2026-01-01T00:30:00Z\",\"practitioner\":null}",
                "{\"id\":\"1\",\"starts_at\":null,\"ends_at\":null,\"practitioner\":{\"links\":{}}}");
        for (var answer : answers) {
            try (var server = new TriedServer(exchange -> TriedServer.says(exchange, 200, answer))) {
                var polling = new TriedAccess(CLINIC.access(SystemKind.POLLING)).at(server.address());
                var easy = new TriedAccess(CLINIC.access(SystemKind.EASY)).at(server.address());
                var failures = Stream.of(polling.visit("1"), polling.bookedUnder("k", "p"), easy.visit("1"))
                        .map(act -> catchThrowable(() -> act.await().atMost(PATIENCE)));

                assertThat(failures)
                        .as(answer)
                        .allSatisfy(failure -> assertThat(failure)
                                .isInstanceOfSatisfying(
                                        Refused.class,
                                        no -> assertThat(no.why()).isEqualTo(Why.NOT_UNDERSTOOD)));
            }
        }
    }

    @Test
    void ourLoginGoesNowhereElse() {
        var line = new SystemLine(
                io.vertx.mutiny.core.Vertx.vertx(),
                URI.create("https://clinic.example/fhir"),
                "",
                java.time.Clock.systemUTC());

        var failures = List.of(
                catchThrowable(() -> line.at("https://elsewhere.example/fhir/Slot?page=2")),
                catchThrowable(() -> line.at("http://clinic.example/fhir/Slot?page=2")));

        assertThat(failures).allMatch(failure -> failure instanceof Refused);
        assertThat(line.at("https://clinic.example/fhir?page=2")).hasHost("clinic.example");
    }

    @Test
    void aSystemThatIsNotThereIsDownAndNotInDoubt() {
        var nobody = new TriedAccess(CLINIC.access(SystemKind.EASY)).at(URI.create("http://127.0.0.1:1/api"));

        var failure = catchThrowable(
                () -> nobody.cancel("1", CancelReason.BY_PATIENT).await().atMost(PATIENCE));

        assertThat(failure).isInstanceOf(SystemDown.class);
    }

    @Test
    void aSearchEndsWhereEnoughWasFound() {
        var days = ConcurrentHashMap.<String>newKeySet();
        try (var wide = wide(12, days::add)) {
            var from = Instant.parse("2035-06-01T00:00:00Z");
            var wish = new SlotWish(
                    TriedClinic.FIRST_VISIT,
                    Optional.empty(),
                    from,
                    from.plus(Duration.ofDays(14)),
                    60,
                    _ -> true,
                    found -> found.size() >= 3);

            var found = new TriedAccess(CLINIC.access(SystemKind.EASY))
                    .at(wide.address())
                    .freeSlots(wish)
                    .await()
                    .atMost(PATIENCE);

            assertThat(found).hasSizeGreaterThanOrEqualTo(3);
            assertThat(days).containsExactly("2035-06-01");
        }
    }

    @Test
    void whatNobodyCanBeOfferedKeepsNothingFromBeingFound() {
        try (var wide = wide(12, _ -> {})) {
            var from = Instant.parse("2035-06-01T00:00:00Z");
            var wish = new SlotWish(
                    TriedClinic.FIRST_VISIT,
                    Optional.empty(),
                    from,
                    from.plus(Duration.ofDays(3)),
                    5,
                    slot -> slot.practitioner().equals("9"),
                    _ -> false);

            var found = new TriedAccess(CLINIC.access(SystemKind.EASY))
                    .at(wide.address())
                    .freeSlots(wish)
                    .await()
                    .atMost(PATIENCE);

            assertThat(found).extracting(FreeSlot::practitioner).containsExactly("9", "9", "9");
        }
    }

    @Test
    void whoHasManyProvidersIsAskedForSeveralAtOnce() {
        var two = new CountDownLatch(2);
        try (var wide = wide(2, _ -> together(two))) {
            var from = Instant.parse("2035-06-01T00:00:00Z");
            var wish =
                    new SlotWish(TriedClinic.FIRST_VISIT, Optional.empty(), from, from.plus(Duration.ofHours(12)), 60);

            var found = new TriedAccess(CLINIC.access(SystemKind.EASY))
                    .at(wide.address())
                    .freeSlots(wish)
                    .await()
                    .atMost(PATIENCE);

            assertThat(found).extracting(FreeSlot::practitioner).containsExactly("1", "2");
            assertThat(two.getCount()).isZero();
        }
    }

    private static void together(CountDownLatch two) {
        try {
            two.countDown();
            var _ = two.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// One with so many providers, each of whom is free at nine each day.
    private static TriedServer wide(int providers, Consumer<String> lookedAt) {
        var all = IntStream.rangeClosed(1, providers)
                .mapToObj(id -> "{\"id\": " + id + ", \"services\": [1]}")
                .collect(Collectors.joining(",", "[", "]"));
        return new TriedServer(exchange -> {
            var asked = exchange.getRequestURI().toString();
            if (asked.startsWith("/providers")) {
                TriedServer.says(exchange, 200, all);
            } else if (asked.startsWith("/services")) {
                TriedServer.says(exchange, 200, "[{\"id\": 1, \"name\": \"First visit\", \"duration\": 30}]");
            } else {
                lookedAt.accept(asked.substring(asked.indexOf("date=") + 5));
                TriedServer.says(exchange, 200, "[\"09:00\"]");
            }
        });
    }

    @Test
    void whatIsLateIsNotWaitedForAndWhatIsTooLateIsNotTold() {
        var orders = new AtomicInteger();
        try (var silent = new TriedServer(_ -> {
            var _ = orders.incrementAndGet();
            together(new CountDownLatch(2));
        })) {
            var system = new TriedAccess(CLINIC.access(SystemKind.EASY)).at(silent.address());
            var clock = java.time.Clock.systemUTC();
            var soon = new InTime(system, clock.instant().plusMillis(300), clock);
            var past = new InTime(system, clock.instant(), clock);

            var tooLate = failureOf(past.cancel("1", CancelReason.BY_PATIENT));
            var told = orders.get();
            var late = failureOf(soon.cancel("1", CancelReason.BY_PATIENT));

            assertThat(tooLate).isInstanceOf(SystemDown.class);
            assertThat(told).isZero();
            assertThat(late).isInstanceOf(SystemDoubt.class).hasMessage("No end");
        }
    }

    private static Throwable failureOf(Uni<?> act) {
        return catchThrowable(() -> act.await().atMost(PATIENCE));
    }

    @Test
    void noMoreThanTwoHundredAreAskedInAnyMinute() {
        var now = new AtomicReference<>(Instant.parse("2026-06-01T12:00:00Z"));
        InstantSource source = now::get;
        var pace = new Pace(source.withZone(ZoneOffset.UTC), 80, 120);
        var asked = new ArrayList<Instant>();
        for (var each = 0; each < 500; each++) {
            var wait = pace.turn(Duration.ofSeconds(5));
            now.updateAndGet(before -> before.plus(wait));
            asked.add(now.get());
        }
        var refused = Stream.generate(() -> pace.turn(Duration.ZERO)).limit(2).toList();

        assertThat(asked)
                .allSatisfy(at -> assertThat(asked)
                        .filteredOn(other -> !other.isBefore(at) && other.isBefore(at.plusSeconds(60)))
                        .hasSizeLessThanOrEqualTo(200));
        assertThat(Duration.between(asked.getFirst(), asked.get(79))).isZero();
        assertThat(refused).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
    }

    @Test
    void whatIsReadTwiceIsToldOnce() {
        var noon = Instant.parse("2026-06-01T12:00:00Z");
        var first = Tide.next(Mark.BEGINNING, List.of(new Tide.Change("7", noon.plusSeconds(5))), noon);
        var second = Tide.next(
                first.next(),
                List.of(new Tide.Change("7", noon.plusSeconds(5)), new Tide.Change("8", noon.plusSeconds(5))),
                noon);

        assertThat(first.visits()).containsExactly("7");
        assertThat(Tide.from(first.next(), noon)).isEqualTo(noon.plusSeconds(5).minusSeconds(60));
        assertThat(second.visits()).containsExactly("8");
    }

    @Test
    void aNoteHoldsTheKeyAndNothingElse() {
        assertThat(note()).isEqualTo("Scapula booking " + KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s https://scapula.example/1",
                "%s\nParking paid.",
                "Called twice.\n%s https://scapula.example/1\r\nNeeds a ramp.",
                "Needs a ramp. %s, said by phone"
            })
    void whatTheDeskAddsToANoteHidesNoKey(String words) {
        assertThat(BookingNote.keyIn(Optional.of(words.formatted(note())))).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please bring Scapula booking k-1",
                "NotScapula booking 00000000-0000-7000-8000-000000000001",
                "Scapula booking 00000000-0000-7000-8000-000000000001x",
                "Scapula booking 00000000-0000-7000-8000-000000000001-2",
                ""
            })
    void whatIsNoKeyOfOursIsNone(String note) {
        assertThat(BookingNote.keyIn(Optional.of(note))).isEmpty();
    }

    private static String note() {
        return BookingNote.of(new NewVisit(
                KEY,
                "patient-1",
                new FreeSlot("r", "1", "FIRST_VISIT", Instant.EPOCH, Instant.EPOCH.plusSeconds(60)),
                Optional.empty(),
                Optional.empty()));
    }
}
