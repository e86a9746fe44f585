package org.scapula.planner.scheduling.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.scapula.clinic.ClinicSystem;
import org.scapula.planner.fhir.client.FhirMaker;

/// The small clinic over real HTTP, and our adapters to it. Nothing of either is mocked.
public final class TriedClinic implements AutoCloseable {

    public static final String REFERRALS = "https://planner.clinic.example/fhir/ServiceRequest/";

    static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    static final String PATIENT = "conformance-patient";
    static final String FIRST_VISIT = "FIRST_VISIT";

    private static final ClinicSystem.Keys KEYS =
            new ClinicSystem.Keys("key-of-the-easy-face", "key-of-the-polling-face");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<String> sentInFhir = new ConcurrentLinkedQueue<>();
    private final ClinicSystem clinic = ClinicSystem.start(0, KEYS, ZONE, this::hears);
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final PublicJsonWebKey key;

    public TriedClinic(boolean rsa) {
        try {
            key = rsa ? RsaJwkGenerator.generateJwk(2048) : EcJwkGenerator.generateJwk(EllipticCurves.P384);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
        key.setKeyId("scapula-1");
        admit(PATIENT);
        register();
        // Tests are faster than any clinic; the one about its limit sets one.
        allowsPerMinute(Integer.MAX_VALUE);
    }

    SchedulingSystem spokenTo(SystemKind kind) {
        var access = access(kind);
        var fhir = new FhirMaker(vertx, Clock.systemUTC());
        return fhir.speaks(kind) ? fhir.make(access) : new PlainMakers(vertx, Clock.systemUTC()).make(access);
    }

    public SystemAccess access(SystemKind kind) {
        return access(kind, keyTo(kind), visitTypes(kind));
    }

    public SystemAccess access(SystemKind kind, String key) {
        return access(kind, key, visitTypes(kind));
    }

    public SystemAccess access(SystemKind kind, Map<String, String> visitTypes) {
        return access(kind, keyTo(kind), visitTypes);
    }

    private static boolean isFhir(SystemKind kind) {
        return kind == SystemKind.FHIR_SLOT || kind == SystemKind.FHIR_FIND;
    }

    private static Map<String, String> visitTypes(SystemKind kind) {
        var system = isFhir(kind) ? "urn:scapula:clinic:services|" : "";
        return Map.of(FIRST_VISIT, system + "1", "FOLLOW_UP", system + "2", "INITIAL_ASSESSMENT", system + "1");
    }

    private static String keyTo(SystemKind kind) {
        return kind == SystemKind.EASY ? KEYS.easy() : KEYS.polling();
    }

    private SystemAccess access(SystemKind kind, String secret, Map<String, String> visitTypes) {
        var path = switch (kind) {
            case FHIR_SLOT, FHIR_FIND -> "/fhir";
            case EASY -> "/index.php/api/v1";
            case POLLING -> "/v1";
        };
        return new SystemAccess(
                kind,
                URI.create(clinic.address() + path),
                "it@clinic.example",
                Optional.of(secret),
                isFhir(kind)
                        ? Optional.of(new SystemAccess.Client(
                                "scapula",
                                key.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                                "system/Slot.rs system/Appointment.cruds"))
                        : Optional.empty(),
                visitTypes,
                ZONE,
                Optional.of("urn:scapula:clinic:patients"),
                Optional.empty(),
                Map.of("1", URI.create("https://clinic.example/1.ics")),
                Optional.of(REFERRALS));
    }

    /// Beginning with the day after tomorrow, where nobody else of a test is.
    List<FreeSlot> free(SchedulingSystem system, String practitioner, int most) {
        var from = Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(2));
        return system.freeSlots(
                        new SlotWish(FIRST_VISIT, Optional.of(practitioner), from, from.plus(Duration.ofDays(7)), most))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    NewVisit wanting(FreeSlot slot) {
        return new NewVisit(UUID.randomUUID().toString(), PATIENT, slot, Optional.empty(), Optional.empty());
    }

    private void hears(String path, String body) {
        if (path.startsWith("fhir/")) {
            sentInFhir.add(body);
        }
    }

    /// What was sent to its FHIR face since this was last asked.
    List<String> sentInFhir() {
        return Stream.generate(sentInFhir::poll).takeWhile(Objects::nonNull).toList();
    }

    private void register() {
        tell(
                "PUT",
                "clients",
                "{\"client\":\"scapula\",\"jwks\":{\"keys\":[%s]}}"
                        .formatted(key.toJson(OutputControlLevel.PUBLIC_ONLY)));
    }

    public void admit(String patient) {
        tell("POST", "patients", "{\"reference\":\"%s\"}".formatted(patient));
    }

    public boolean knows(String patient) {
        return read("patients/" + patient).path("known").asBoolean();
    }

    public void isIn(String mood, int times) {
        tell("PUT", "mood", "{\"mood\":\"%s\",\"times\":%d}".formatted(mood, times));
    }

    public void isIn(String mood) {
        isIn(mood, Integer.MAX_VALUE);
    }

    /// Everybody else finds it well.
    public void isToOrders(String mood) {
        tell("PUT", "mood", "{\"mood\":\"%s\",\"ofOrders\":true}".formatted(mood));
    }

    public void isFine() {
        isIn("FINE");
    }

    public void reports(String visit, String status) {
        tell("POST", "visits/" + visit + "/status", "{\"status\":\"%s\"}".formatted(status));
    }

    public void moves(String visit, Instant start) {
        tell("POST", "visits/" + visit + "/start", "{\"start\":\"%s\"}".formatted(start));
    }

    void moves(String visit, Instant start, boolean blindly) {
        tell("POST", "visits/" + visit + "/start", "{\"start\":\"%s\",\"blindly\":%s}".formatted(start, blindly));
    }

    /// In a word of its own.
    void calls(String visit, String word) {
        tell("POST", "visits/" + visit + "/word", "{\"word\":\"%s\"}".formatted(word));
    }

    /// As where somebody on the way sends an order once more, and late.
    public void carriesOutAgain(String visit) {
        var appointments = access(SystemKind.EASY).address() + "/appointments";
        var order = send(keyed(URI.create(appointments + "/" + visit)).build());
        var _ = send(keyed(URI.create(appointments))
                .POST(BodyPublishers.ofString(order.toString()))
                .build());
    }

    private static HttpRequest.Builder keyed(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + KEYS.easy());
    }

    /// At its desk, for people whom we do not know, in years to come.
    void writes(int visits) {
        tell("POST", "visits", "{\"many\":%d}".formatted(visits));
    }

    public void offersNothing() {
        tell("PUT", "opening", "{\"from\":\"2020-01-01T00:00:00Z\",\"until\":\"2020-01-02T00:00:00Z\"}");
    }

    public void offersEverything() {
        tell("PUT", "opening", "{\"from\":\"2020-01-01T00:00:00Z\",\"until\":\"2100-01-01T00:00:00Z\"}");
    }

    public void letsPass(Duration time) {
        tell("POST", "clock", "{\"plus\":\"%s\"}".formatted(time));
    }

    public void allowsPerMinute(int requests) {
        tell("PUT", "rate", "{\"perMinute\":%d}".formatted(requests));
    }

    void forgetsTokens() {
        tell("DELETE", "tokens", "");
    }

    public int asked() {
        return read("asked").path("requests").asInt();
    }

    int written() {
        return read("asked").path("writes").asInt();
    }

    public List<JsonNode> visits() {
        return StreamSupport.stream(read("visits").spliterator(), false).toList();
    }

    /// What really takes somebody's time at that moment.
    List<JsonNode> takingTime(FreeSlot slot) {
        return visits().stream()
                .filter(visit -> !List.of("CANCELLED", "DELETED")
                                .contains(visit.path("status").asText())
                        && !visit.path("heldInVain").asBoolean()
                        && visit.path("practitioner").asText().equals(slot.practitioner())
                        && Instant.parse(visit.path("start").asText()).equals(slot.start()))
                .toList();
    }

    private JsonNode read(String what) {
        return send(HttpRequest.newBuilder(control(what)).build());
    }

    private void tell(String method, String what, String body) {
        var _ = send(HttpRequest.newBuilder(control(what))
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private URI control(String what) {
        return URI.create(clinic.address() + "/control/" + what);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("The clinic's desk says " + response.statusCode() + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        vertx.closeAndAwait();
        clinic.close();
    }
}
