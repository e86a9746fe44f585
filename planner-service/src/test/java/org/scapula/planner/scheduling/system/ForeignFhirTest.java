package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.fhir.client.FhirMaker;

/// FHIR servers of others: they keep to IHE's profile and to R4, and not to what our small clinic happens to do.
class ForeignFhirTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NINE = Instant.parse("2126-06-03T09:00:00Z");
    private static final String SERVICE = "urn:clinic|physio";
    private static final String OURS =
            "\"serviceType\": [{\"coding\": [{\"system\": \"urn:clinic\", \"code\": \"physio\"}]}]";

    private static final String NOT_FOUND =
            "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\": \"not-found\"}]}";

    // ---- $find

    @Test
    void theKindOfVisitIsAskedForInTheProfilesWord() {
        var asked = new ConcurrentLinkedQueue<String>();
        try (var server = new TriedServer((exchange, body) -> {
            asked.add(body);
            TriedServer.says(exchange, 200, bundle(List.of()));
        })) {
            var _ = found(find(server), aDay());
        }

        assertThat(asked).singleElement().satisfies(sent -> {
            assertThat(names(sent)).containsExactlyInAnyOrder("start", "end", "visit-type", "_count");
            assertThat(part(sent, "visit-type").path("valueString").asText()).isEqualTo(SERVICE);
        });
    }

    @Test
    void aTimeForAnotherServiceIsNotOffered() {
        var proposals = List.of(
                proposal(
                        0,
                        "\"serviceType\": [{\"coding\": [{\"system\": \"urn:clinic\", \"code\": \"vaccination\"}]}]"),
                proposal(1, "\"serviceType\": [{\"text\": \"Vaccination\"}]"),
                proposal(
                        2,
                        "\"appointmentType\": {\"coding\": [{\"system\": \"urn:clinic\", \"code\": \"vaccination\"}]}"),
                proposal(3, OURS),
                proposal(
                        4,
                        OURS
                                + ", \"appointmentType\": {\"coding\": [{\"system\": \"urn:v2\", \"code\": \"ROUTINE\"}]}"),
                proposal(5, "\"appointmentType\": {\"coding\": [{\"system\": \"urn:v2\", \"code\": \"ROUTINE\"}]}"),
                proposal(6, "\"description\": \"Says nothing of it\""));
        try (var server = new TriedServer((exchange, _) -> TriedServer.says(exchange, 200, bundle(proposals)))) {
            assertThat(found(find(server), aDay()))
                    .extracting(FreeSlot::start)
                    .containsExactly(at(3), at(4), at(5), at(6));
        }
    }

    @Test
    void aQuestionThatSomebodyOnTheWayDoesNotFindIsNoNo() {
        try (var server = new TriedServer((exchange, _) -> TriedServer.says(exchange, 404, ""))) {
            var system = find(server);

            var failure = failure(system.freeSlots(aDay()));

            assertThat(failure).isInstanceOf(SystemDown.class);
        }
    }

    @Test
    void whatStandsOnTheNextPageIsFound() {
        try (var server = new TriedServer((exchange, _) -> {
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            TriedServer.says(
                    exchange,
                    200,
                    query.contains("page=2")
                            ? bundle(List.of(proposal(30, OURS)))
                            : bundle(proposals(0, 10), 11, Optional.of(home(exchange) + "/fhir/pages?page=2")));
        })) {
            var found = found(find(server), aDay(slot -> !slot.start().isBefore(at(20))));

            assertThat(found).extracting(FreeSlot::start).containsExactly(at(30));
        }
    }

    /// It limits what it tells, and has no pages.
    @Test
    void whatIsMoreThanAServerTellsAtOnceIsFound() {
        try (var server = limited(true)) {
            var found = found(find(server), aDay(slot -> slot.start().equals(at(200))));

            assertThat(found).extracting(FreeSlot::start).containsExactly(at(200));
        }
    }

    @Test
    void whereAServerDoesNotTellAllItIsNotSaidThatThereIsNothing() {
        try (var server = limited(false)) {
            var failure =
                    failure(find(server).freeSlots(aDay(slot -> slot.start().equals(at(200)))));

            assertThat(failure).isInstanceOf(Refused.class);
        }
    }

    /// Ten at a time, of a day with a time every three minutes.
    private static TriedServer limited(boolean earliestFirst) {
        return new TriedServer((exchange, body) -> {
            var from = Instant.parse(part(body, "start").path("valueDateTime").asText());
            var until = Instant.parse(part(body, "end").path("valueDateTime").asText());
            var all = IntStream.range(0, 400)
                    .filter(each -> !at(each).isBefore(from) && at(each).isBefore(until))
                    .map(each -> earliestFirst ? each : 399 - each)
                    .filter(each -> !at(each).isBefore(from) && at(each).isBefore(until))
                    .mapToObj(each -> proposal(each, OURS))
                    .toList();
            TriedServer.says(exchange, 200, bundle(all.stream().limit(10).toList(), all.size(), Optional.empty()));
        });
    }

    // ---- $hold and $book

    @Test
    void aHoldThatIsRejectedIsNone() {
        var rejected = bundle(List.of(appointment("7", "cancelled", OURS)));
        try (var server = new TriedServer((exchange, _) -> TriedServer.says(exchange, 200, rejected))) {
            var failure = failure(find(server).hold(slot("Appointment/p-7")));

            assertThat(failure).isInstanceOf(SlotGone.class);
        }
    }

    @Test
    void aHoldThatSomebodyOnTheWayDoesNotFindIsNotGone() {
        try (var server = new TriedServer((exchange, _) -> TriedServer.says(exchange, 404, "Nothing here"))) {
            var failure = failure(find(server).hold(slot("Appointment/p-7")));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isEqualTo(Refused.Why.UNKNOWN_VISIT));
        }
    }

    @Test
    void aHoldThatTheServerItselfDoesNotFindIsGone() {
        try (var server = proposingAndNotHolding("")) {
            var failure = failure(find(server).hold(slot("Appointment/p-7", at(7))));

            assertThat(failure).isInstanceOf(SlotGone.class);
        }
    }

    /// Somebody on the way may speak FHIR as well.
    @Test
    void aHoldThatIsNotFoundIsNotGoneWhileItsTimeIsStillOffered() {
        try (var server = proposingAndNotHolding(proposal(7, OURS))) {
            var failure = failure(find(server).hold(slot("Appointment/p-7", at(7))));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isEqualTo(Refused.Why.UNKNOWN_VISIT));
        }
    }

    private static TriedServer proposingAndNotHolding(String proposals) {
        return new TriedServer((exchange, _) -> {
            if (exchange.getRequestURI().getPath().endsWith("$find")) {
                TriedServer.says(
                        exchange,
                        200,
                        bundle(Stream.of(proposals)
                                .filter(each -> !each.isEmpty())
                                .toList()));
            } else {
                TriedServer.says(exchange, 404, NOT_FOUND);
            }
        });
    }

    /// It holds something, and nobody can say what.
    @Test
    void aHoldWithoutANameIsNotUnderstood() {
        var nameless = bundle(List.of(appointment("", "pending", OURS)));
        try (var server = new TriedServer((exchange, _) -> TriedServer.says(exchange, 200, nameless))) {
            var failure = failure(find(server).hold(slot("Appointment/p-7")));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isEqualTo(Refused.Why.NOT_UNDERSTOOD));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/7", "$book"})
    void whatIsHeldAndSomebodyOnTheWayDoesNotFindIsNotGone(String lost) {
        try (var server = holding(lost, 404, "")) {
            var failure = failure(find(server).book(held()));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isEqualTo(Refused.Why.UNKNOWN_VISIT));
        }
    }

    @ParameterizedTest
    @CsvSource({"/7, 404", "/7, 410", "$book, 404", "$book, 410"})
    void whatIsHeldAndTheServerItselfDoesNotFindIsGone(String asked, int status) {
        try (var server = holding(asked, status, status == 404 ? NOT_FOUND : "")) {
            var failure = failure(find(server).book(held()));

            assertThat(failure).isInstanceOf(SlotGone.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/7", "$book"})
    void whatIsGivenBackAndSomebodyOnTheWayDoesNotFindIsNotGone(String lost) {
        try (var server = holding(lost, 404, "")) {
            var failure = failure(find(server).letGo(held().held().orElseThrow()));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isEqualTo(Refused.Why.UNKNOWN_VISIT));
        }
    }

    @ParameterizedTest
    @CsvSource({"/7, 404", "/7, 410", "$book, 404", "$book, 410"})
    void whatIsGivenBackAndTheServerItselfDoesNotFindIsGone(String asked, int status) {
        try (var server = holding(asked, status, status == 404 ? NOT_FOUND : "")) {
            var failure = failure(find(server).letGo(held().held().orElseThrow()));

            assertThat(failure).isInstanceOf(SlotGone.class);
        }
    }

    private static NewVisit held() {
        var slot = slot("Appointment/p-7");
        return new NewVisit(
                "00000000-0000-7000-8000-000000000001",
                "5",
                slot,
                Optional.of(new HeldSlot("Appointment/7", slot, NINE)),
                Optional.empty());
    }

    private static TriedServer holding(String refused, int status, String why) {
        return new TriedServer((exchange, _) -> {
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith(refused)) {
                TriedServer.says(exchange, status, why);
            } else {
                var held = appointment("7", "pending", OURS);
                TriedServer.says(exchange, 200, path.endsWith("/7") ? held : bundle(List.of()));
            }
        });
    }

    @Test
    void whatTheServerPutIntoWhatItHoldsIsStillInItWhenItIsBooked() {
        var held = appointment(
                "7",
                "pending",
                OURS + ", \"identifier\": [{\"system\": \"urn:clinic:visits\", \"value\": \"V-7\"}],"
                        + " \"basedOn\": [{\"reference\": \"ServiceRequest/5\"}]");
        var sent = new ConcurrentLinkedQueue<String>();
        try (var server = keeping(held, sent)) {
            var slot = slot("Appointment/p-7");
            var visit = new NewVisit(
                    "00000000-0000-7000-8000-000000000001",
                    "5",
                    slot,
                    Optional.of(new HeldSlot("Appointment/7", slot, NINE)),
                    Optional.of("https://planner.clinic.example/fhir/ServiceRequest/9"));

            var _ = find(server).book(visit).await().atMost(PATIENCE);
        }

        assertThat(sent).singleElement().satisfies(order -> {
            var booked = part(order, "appointment-resource").path("resource");
            assertThat(texts(booked.path("identifier"), "value"))
                    .containsExactly("V-7", "00000000-0000-7000-8000-000000000001");
            assertThat(texts(booked.path("basedOn"), "reference"))
                    .containsExactly("ServiceRequest/5", "https://planner.clinic.example/fhir/ServiceRequest/9");
        });
    }

    @Test
    void whatIsMovedIsNotAskedForAnew() {
        var sent = new ConcurrentLinkedQueue<String>();
        try (var server = keeping(appointment("7", "pending", OURS), sent)) {
            var _ = find(server)
                    .reschedule("7", slot("Appointment/p-8", at(8)))
                    .await()
                    .atMost(PATIENCE);
        }

        assertThat(sent)
                .singleElement()
                .satisfies(order -> assertThat(part(order, "appointment-resource")
                                .path("resource")
                                .path("status")
                                .asText())
                        .isEqualTo("booked"));
    }

    /// One appointment; what is booked of it is taken as it is sent.
    private static TriedServer keeping(String appointment, ConcurrentLinkedQueue<String> sent) {
        return new TriedServer((exchange, body) -> {
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith("$book")) {
                sent.add(body);
                var booked = part(body, "appointment-resource").path("resource");
                TriedServer.says(exchange, 200, bundle(List.of(booked.toString())));
            } else {
                TriedServer.says(exchange, 200, path.endsWith("/7") ? appointment : bundle(List.of()));
            }
        });
    }

    // ---- Slots

    @Test
    void aSlotThatSomebodyIsInIsNotOffered() {
        var slots = IntStream.range(0, 100)
                .mapToObj(each -> slotOf("s" + each, "1", each))
                .toList();
        var standing = IntStream.range(0, 90)
                .mapToObj(each -> inSlot("a" + each, "booked", "s" + each))
                .toList();
        var left = List.of(inSlot("b1", "cancelled", "s95"), inSlot("b2", "a-word-of-its-own", "s96"));
        try (var server = slots(
                List.of("1"),
                slots,
                Stream.concat(standing.stream(), left.stream()).toList())) {
            var found = found(slot(server), aDay());

            assertThat(found)
                    .extracting(FreeSlot::reference)
                    .containsExactlyElementsOf(IntStream.range(90, 100)
                            .filter(each -> each != 96)
                            .mapToObj(each -> "Slot/s" + each)
                            .toList());
        }
    }

    @Test
    void aClinicWithManyPractitionersIsSearched() {
        var many = IntStream.range(0, 200)
                .mapToObj(each -> "5f0c7e1a-0000-4000-8000-%012d".formatted(each))
                .toList();
        try (var server = slots(many, List.of(slotOf("s", many.getLast(), 3)), List.of())) {
            assertThat(found(slot(server), aDay())).extracting(FreeSlot::start).containsExactly(at(3));
        }
    }

    @Test
    void aTimeBehindThousandsForAnotherServiceIsFound() {
        var others = IntStream.range(0, 12_000)
                .mapToObj(
                        each -> slotOf("o" + each, "1", each / 2, ", \"serviceType\": [{\"text\": \"Vaccination\"}]"));
        var ours = Stream.of(slotOf("s", "2", 6001));
        var wish = new SlotWish(TriedClinic.FIRST_VISIT, Optional.empty(), NINE, NINE.plus(Duration.ofDays(16)), 60);
        try (var server = slots(List.of("1", "2"), Stream.concat(others, ours).toList(), List.of())) {
            assertThat(found(slot(server), wish)).extracting(FreeSlot::start).containsExactly(at(6001));
        }
    }

    @Test
    void aServerOfSmallPagesIsSearched() {
        var many = IntStream.range(0, 640)
                .mapToObj(each -> slotOf("s" + each, "1", each / 2))
                .toList();
        try (var server = slots(List.of("1"), many, List.of(), 10)) {
            var found = found(slot(server), aDay(slot -> !slot.start().isBefore(at(300))));

            assertThat(found).hasSize(40).extracting(FreeSlot::start).startsWith(at(300), at(300), at(301));
        }
    }

    @Test
    void aServerThatProposesInSmallPagesIsSearched() {
        try (var server = new TriedServer((exchange, body) -> proposesInTens(exchange, body))) {
            var found = found(find(server), aDay(slot -> slot.start().equals(at(390))));

            assertThat(found).extracting(FreeSlot::start).containsExactly(at(390));
        }
    }

    /// Two at every time of a day; where it goes on is in the address.
    private static void proposesInTens(HttpExchange exchange, String body) throws IOException {
        var from = body.isEmpty()
                ? said(exchange, "from")
                : part(body, "start").path("valueDateTime").asText();
        var until = body.isEmpty()
                ? said(exchange, "until")
                : part(body, "end").path("valueDateTime").asText();
        var told = body.isEmpty() ? Integer.parseInt(said(exchange, "told")) : 0;
        // The latest first: nobody can tell from the order that the rest is of no use.
        var all = IntStream.range(0, 800)
                .map(each -> (799 - each) / 2)
                .filter(each -> !at(each).isBefore(Instant.parse(from)) && at(each).isBefore(Instant.parse(until)))
                .mapToObj(each -> proposal(each, OURS))
                .toList();
        var next = home(exchange) + "/fhir/pages?from=" + from + "&until=" + until + "&told=" + (told + 10);
        TriedServer.says(
                exchange,
                200,
                bundle(
                        all.stream().skip(told).limit(10).toList(),
                        all.size(),
                        Optional.of(next).filter(_ -> told + 10 < all.size())));
    }

    private static String said(HttpExchange exchange, String name) {
        return parameters(exchange).getOrDefault(name, List.of("")).getFirst();
    }

    /// Ours still stands there: whoever was told that the time is gone would never hear of it again.
    @Test
    void whatCouldNotBeGivenBackToWhoeverWasFasterIsNotOver() {
        var stamped =
                "\"slot\": [{\"reference\": \"Slot/s1\"}], \"meta\": {\"versionId\": \"1\", \"lastUpdated\": \"%s\"}";
        var first = appointment("6", "booked", stamped.formatted("2126-06-01T09:00:00Z"));
        var ours = appointment("7", "booked", stamped.formatted("2126-06-01T09:00:01Z"));
        try (var server = new TriedServer((exchange, _) -> {
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            switch (exchange.getRequestMethod()) {
                case "POST" -> TriedServer.says(exchange, 201, ours);
                case "PUT" -> TriedServer.says(exchange, 409, "");
                default -> {
                    var listed = query.contains("slot=") ? bundle(List.of(first, ours)) : bundle(List.of());
                    TriedServer.says(exchange, 200, query.equals("null") ? ours : listed);
                }
            }
        })) {
            var slot = slot("Slot/s1");
            var visit =
                    new NewVisit("00000000-0000-7000-8000-000000000001", "5", slot, Optional.empty(), Optional.empty());

            assertThat(failure(slot(server).book(visit))).isInstanceOf(SystemDown.class);
            assertThat(server.asked()).endsWith("7");
        }
    }

    // ---- what it says of itself

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405})
    void aServerWithoutAListOfServicesOffersNone(int status) {
        try (var server = withoutServices(status)) {
            var failure = failure(slot(server).offers());

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            NotOffered.class, no -> assertThat(no.lacking()).isEqualTo(Capability.OFFERS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405})
    void aServerWithoutAListOfServicesKeepsTheRule(int status) {
        try (var server = withoutServices(status)) {
            Conformance.ITS_PRACTITIONERS_AND_OFFERS_ARE_LISTED.hold(tried(server));
        }
    }

    @Test
    void aServerWhoseListOfServicesNamesOursNotDoesNotKeepTheRule() {
        var other = """
                {"resourceType": "HealthcareService", "id": "1",
                  "type": [{"coding": [{"system": "urn:clinic", "code": "vaccination"}]}]}
                """;
        try (var server = withServices(200, bundle(List.of(other)))) {
            var failure = catchThrowable(() -> Conformance.ITS_PRACTITIONERS_AND_OFFERS_ARE_LISTED.hold(tried(server)));

            assertThat(failure).isInstanceOf(AssertionError.class);
        }
    }

    private static Conformance.Tried tried(TriedServer server) {
        return new Conformance.Tried(
                SystemKind.FHIR_SLOT,
                slot(server),
                "1",
                "2",
                SERVICE,
                "p",
                Optional.empty(),
                Optional.empty(),
                new CopyOnWriteArrayList<>());
    }

    private static TriedServer withoutServices(int status) {
        return withServices(status, "");
    }

    private static TriedServer withServices(int status, String services) {
        return new TriedServer((exchange, _) -> {
            if (exchange.getRequestURI().getPath().endsWith("/Practitioner")) {
                var people = Stream.of("1", "2")
                        .map(id -> "{\"resourceType\": \"Practitioner\", \"id\": \"" + id + "\"}")
                        .toList();
                TriedServer.says(exchange, 200, bundle(people));
            } else {
                TriedServer.says(exchange, status, services);
            }
        });
    }

    // ----

    /// As R4 says, and no longer an address than most servers read.
    private static TriedServer slots(List<String> schedules, List<Time> slots, List<String> appointments) {
        return slots(schedules, slots, appointments, 100);
    }

    private static TriedServer slots(List<String> schedules, List<Time> slots, List<String> appointments, int pages) {
        return new TriedServer((exchange, _) -> {
            var raw = exchange.getRequestURI().toString();
            var path = exchange.getRequestURI().getPath();
            var asked = parameters(exchange);
            if (raw.length() > 8000) {
                TriedServer.says(exchange, 414, "");
            } else if (path.endsWith("/Schedule")) {
                TriedServer.says(
                        exchange,
                        200,
                        page(
                                exchange,
                                schedules.stream()
                                        .map(ForeignFhirTest::schedule)
                                        .toList(),
                                pages));
            } else if (path.endsWith("/Slot")) {
                TriedServer.says(
                        exchange,
                        200,
                        page(
                                exchange,
                                slots.stream()
                                        .filter(each -> isAskedFor(asked, each))
                                        .map(Time::json)
                                        .toList(),
                                pages));
            } else {
                var wanted = asked.getOrDefault("slot", List.of()).stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .toList();
                TriedServer.says(
                        exchange,
                        200,
                        page(
                                exchange,
                                appointments.stream()
                                        .filter(each ->
                                                wanted.stream().anyMatch(one -> each.contains("\"" + one + "\"")))
                                        .toList(),
                                pages));
            }
        });
    }

    private record Time(String schedule, Instant start, String json) {}

    private static boolean isAskedFor(Map<String, List<String>> asked, Time slot) {
        return List.of(asked.getOrDefault("schedule", List.of("")).getFirst().split(","))
                        .contains("Schedule/" + slot.schedule())
                && asked.getOrDefault("start", List.of()).stream()
                        .allMatch(bound ->
                                bound.startsWith("ge") == !slot.start().isBefore(Instant.parse(bound.substring(2))));
    }

    private static String page(HttpExchange exchange, List<String> all, int many) {
        var from = Integer.parseInt(
                parameters(exchange).getOrDefault("_offset", List.of("0")).getFirst());
        var next = home(exchange) + exchange.getRequestURI().toString().replaceAll("&_offset=\\d+", "") + "&_offset="
                + (from + many);
        return bundle(
                all.stream().skip(from).limit(many).toList(),
                all.size(),
                Optional.of(next).filter(_ -> from + many < all.size()));
    }

    private static Map<String, List<String>> parameters(HttpExchange exchange) {
        return Stream.of(exchange.getRequestURI().getRawQuery().split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.groupingBy(
                        each -> each[0],
                        Collectors.mapping(
                                each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8), Collectors.toList())));
    }

    // ----

    private static SchedulingSystem find(TriedServer server) {
        return system(SystemKind.FHIR_FIND, server);
    }

    private static SchedulingSystem slot(TriedServer server) {
        return system(SystemKind.FHIR_SLOT, server);
    }

    private static SchedulingSystem system(SystemKind kind, TriedServer server) {
        return new FhirMaker(VERTX, Clock.systemUTC())
                .make(new SystemAccess(
                        kind,
                        server.address().resolve("/fhir"),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(TriedClinic.FIRST_VISIT, SERVICE),
                        ZoneId.of("UTC"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty()));
    }

    private static List<FreeSlot> found(SchedulingSystem system, SlotWish wish) {
        return system.freeSlots(wish).await().atMost(PATIENCE);
    }

    private static Throwable failure(Uni<?> act) {
        return catchThrowable(() -> act.await().atMost(PATIENCE));
    }

    private static SlotWish aDay() {
        return aDay(_ -> true);
    }

    private static SlotWish aDay(Predicate<FreeSlot> counts) {
        return new SlotWish(
                TriedClinic.FIRST_VISIT,
                Optional.empty(),
                NINE,
                NINE.plus(Duration.ofHours(20)),
                60,
                counts,
                _ -> false);
    }

    /// One every three minutes.
    private static Instant at(int number) {
        return NINE.plus(Duration.ofMinutes(3L * number));
    }

    private static FreeSlot slot(String reference) {
        return slot(reference, at(7));
    }

    private static FreeSlot slot(String reference, Instant start) {
        return new FreeSlot(reference, "1", TriedClinic.FIRST_VISIT, start, start.plusSeconds(1800));
    }

    private static List<String> proposals(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(each -> proposal(each, OURS))
                .toList();
    }

    private static String proposal(int number, String more) {
        return appointment("p-" + number, "proposed", at(number), more);
    }

    private static String appointment(String id, String status, String more) {
        return appointment(id, status, at(7), more);
    }

    private static String appointment(String id, String status, Instant start, String more) {
        return """
                {"resourceType": "Appointment", "id": "%s", "status": "%s", "start": "%s", "end": "%s", %s,
                  "participant": [{"actor": {"reference": "Practitioner/1"}, "status": "accepted"}]}
                """.formatted(id, status, start, start.plusSeconds(1800), more);
    }

    private static String inSlot(String id, String status, String slot) {
        return appointment(id, status, "\"slot\": [{\"reference\": \"Slot/" + slot + "\"}]");
    }

    private static String schedule(String id) {
        return """
                {"resourceType": "Schedule", "id": "%s", "actor": [{"reference": "Practitioner/%s"}]}
                """.formatted(id, id);
    }

    private static Time slotOf(String id, String schedule, int number) {
        return slotOf(id, schedule, number, "");
    }

    private static Time slotOf(String id, String schedule, int number, String more) {
        var json = """
                {"resourceType": "Slot", "id": "%s", "schedule": {"reference": "Schedule/%s"}, "status": "free",
                  "start": "%s", "end": "%s"%s}
                """.formatted(id, schedule, at(number), at(number).plusSeconds(180), more);
        return new Time(schedule, at(number), json);
    }

    private static String bundle(List<String> resources) {
        return bundle(resources, resources.size(), Optional.empty());
    }

    private static String bundle(List<String> resources, int total, Optional<String> next) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": " + total
                + next.map(url -> ", \"link\": [{\"relation\": \"next\", \"url\": \"" + url + "\"}]")
                        .orElse("")
                + ", \"entry\": ["
                + resources.stream().map(each -> "{\"resource\": " + each + "}").collect(Collectors.joining(","))
                + "]}";
    }

    private static String home(HttpExchange exchange) {
        return "http://" + exchange.getRequestHeaders().getFirst("Host");
    }

    private static List<String> names(String parameters) {
        return texts(json(parameters).path("parameter"), "name");
    }

    private static List<String> texts(JsonNode all, String field) {
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private static JsonNode part(String parameters, String name) {
        return StreamSupport.stream(json(parameters).path("parameter").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> json("{}"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
