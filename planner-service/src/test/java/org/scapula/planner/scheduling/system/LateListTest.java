package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.planner.fhir.client.FhirMaker;

/// A FHIR server whose list of who is in a Slot is one question behind, as with one that keeps its searches for a
/// while.
class LateListTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NINE = Instant.parse("2126-06-01T09:00:00Z");
    private static final String ANOTHERS = """
            {"resourceType": "Appointment", "id": "1", "status": "booked", "start": "2126-06-01T09:00:00Z",
              "end": "2126-06-01T09:30:00Z", "slot": [{"reference": "Slot/9"}],
              "meta": {"versionId": "1", "lastUpdated": "2126-05-01T12:00:00.000+00:00"},
              "participant": [{"actor": {"reference": "Practitioner/1"}, "status": "accepted"}]}
            """;

    private final Map<String, ObjectNode> kept = new ConcurrentSkipListMap<>();
    private final AtomicReference<List<ObjectNode>> listed = new AtomicReference<>(List.of());
    private final Set<String> cached = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final SchedulingSystem system;

    LateListTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system = new FhirMaker(Vertx.vertx(), Clock.systemUTC())
                .make(new SystemAccess(
                        SystemKind.FHIR_SLOT,
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir"),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(TriedClinic.FIRST_VISIT, "1"),
                        ZoneId.of("UTC"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty()));
    }

    @BeforeEach
    void open() {
        var _ = server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void whereTheListDoesNotShowOursItIsNotKnownWhoWasFaster() throws IOException {
        var _ = keep("1", JSON.readValue(ANOTHERS, ObjectNode.class));
        var wanted = wanted();

        var first = failure(system.book(wanted));
        var second = failure(system.book(wanted));

        assertThat(first).isInstanceOf(SystemDoubt.class);
        assertThat(second).isInstanceOf(SlotGone.class);
        assertThat(status("2")).isEqualTo("cancelled");
        assertThat(status("1")).isEqualTo("booked");
    }

    @Test
    void whoIsSeenToBeAloneHasTheTime() {
        var wanted = wanted();
        var doubt = failure(system.book(wanted));

        var booked = system.book(wanted).await().atMost(PATIENCE);

        assertThat(doubt).isInstanceOf(SystemDoubt.class);
        assertThat(booked.id()).isEqualTo("2");
    }

    @Test
    void whereTheListDoesNotShowWhatWasMovedItIsNotKnownWhetherTwoAreThere() {
        var wanted = wanted();
        var _ = failure(system.book(wanted));
        var _ = system.book(wanted).await().atMost(PATIENCE);
        var later =
                new FreeSlot("Slot/10", "1", TriedClinic.FIRST_VISIT, NINE.plusSeconds(1800), NINE.plusSeconds(3600));

        var moved = failure(system.reschedule("2", later));

        assertThat(moved).isInstanceOf(SystemDoubt.class);
    }

    @Test
    void nothingIsAskedForThatWasKeptFromBefore() {
        var _ = failure(system.book(wanted()));

        assertThat(cached).containsExactly("no-cache");
    }

    private static Throwable failure(Uni<?> act) {
        return catchThrowable(() -> act.await().atMost(PATIENCE));
    }

    private static NewVisit wanted() {
        return new NewVisit(
                "00000000-0000-7000-8000-000000000001",
                "7",
                new FreeSlot("Slot/9", "1", TriedClinic.FIRST_VISIT, NINE, NINE.plusSeconds(1800)),
                Optional.empty(),
                Optional.empty());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var id = path.substring(path.lastIndexOf('/') + 1);
        var sent = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod()) {
            case "POST" -> says(exchange, 201, keep("2", JSON.readValue(sent, ObjectNode.class)));
            case "PUT" -> says(exchange, 200, keep(id, JSON.readValue(sent, ObjectNode.class)));
            default -> {
                cached.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cache-Control")));
                says(exchange, 200, id.equals("Appointment") ? list(exchange.getRequestURI()) : one(id));
            }
        }
    }

    private ObjectNode keep(String id, ObjectNode appointment) {
        var version = kept.containsKey(id) ? "2" : "1";
        var dated = appointment.put("id", id);
        if (!id.equals("1")) {
            var _ = dated.putObject("meta")
                    .put("versionId", version)
                    .put("lastUpdated", "2126-05-01T12:00:01.000+00:00");
        }
        kept.put(id, dated);
        return dated;
    }

    private ObjectNode one(String id) {
        return Objects.requireNonNull(kept.get(id));
    }

    private String status(String id) {
        return one(id).path("status").asText();
    }

    private ObjectNode list(URI asked) {
        var now = kept.values().stream().map(ObjectNode::deepCopy).toList();
        var told = asked.getQuery().contains("slot=") ? listed.getAndSet(now) : now;
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        var entries = bundle.putArray("entry");
        told.forEach(one -> entries.addObject().set("resource", one));
        return bundle;
    }

    private static void says(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
