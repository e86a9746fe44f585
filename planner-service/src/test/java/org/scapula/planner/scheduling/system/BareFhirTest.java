package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.planner.fhir.client.FhirMaker;

/// A FHIR server that does no more than it must, as HAPI's plain one: it answers a search with all that it has, and
/// does not say when something was changed.
class BareFhirTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ALL = """
            {"resourceType": "Bundle", "type": "searchset", "entry": [
              {"resource": {"resourceType": "Appointment", "id": "1", "meta": {"versionId": "2"}, "status": "cancelled",
                "identifier": [{"system": "urn:scapula:booking", "value": "k-1"}]}},
              {"resource": {"resourceType": "Appointment", "id": "2", "meta": {"versionId": "1"}, "status": "booked"}},
              {"resource": {"resourceType": "Appointment", "id": "3", "status": "booked",
                "meta": {"versionId": "1", "lastUpdated": "2126-06-01T12:00:00.000+00:00"}}}]}
            """;

    private static final String WITHOUT_ANYBODY = """
            {"resourceType": "Appointment", "id": "4", "status": "booked", "start": "2126-06-01T12:00:00Z",
              "end": "2126-06-01T12:30:00Z", "participant": [{"actor": {"reference": "Location/7"}}]}
            """;
    private static final String CALLED_OFF = WITHOUT_ANYBODY.replace("booked", "cancelled");

    private final HttpServer server;
    private final SchedulingSystem system;

    BareFhirTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system = new FhirMaker(Vertx.vertx(), Clock.systemUTC())
                .make(new SystemAccess(
                        SystemKind.FHIR_SLOT,
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir"),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
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
                var path = exchange.getRequestURI().getPath();
                var said = path.endsWith("/4") ? WITHOUT_ANYBODY : path.endsWith("/5") ? CALLED_OFF : ALL;
                var body = said.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aVisitWithoutAPractitionerIsNotUnderstoodUnlessItIsCalledOff() {
        var unread = system.visit("4").onFailure().recoverWithNull().await().atMost(PATIENCE);
        var calledOff = system.visit("5").await().atMost(PATIENCE);

        assertThat(unread).isNull();
        assertThat(calledOff.standing()).isEqualTo(BookedVisit.Standing.CANCELLED);
    }

    @Test
    void whatNobodyDatesIsNamedEachTime() {
        var first = system.changesSince(Mark.BEGINNING).await().atMost(PATIENCE);
        var second = system.changesSince(first.next()).await().atMost(PATIENCE);

        assertThat(first.visits()).containsExactly("3", "1", "2");
        assertThat(second.visits()).containsExactly("1", "2");
    }
}
