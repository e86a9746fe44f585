package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// The small scheduling system to try Scapula with, in a process of its own, and what the planner must know to speak to
/// it: each of its faces belongs to a clinic of ours.
final class ClinicProcess implements AutoCloseable {

    /// Our clinics, and how each of them speaks to its system.
    static final Map<String, String> CLINICS = clinics();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT = "scapula-planner";

    /// A visit is short here, so that it can be seen how one comes to pass.
    private static final String MINUTES = "1";

    private final URI address;
    private final Process process;
    private final HttpClient http;
    private final Keys keys;

    /// What opens the clinic's system.
    private record Keys(PublicJsonWebKey fhir, String easy, String polling) {}

    private ClinicProcess(URI address, Process process, HttpClient http, Keys keys) {
        this.address = address;
        this.process = process;
        this.http = http;
        this.keys = keys;
    }

    private static Map<String, String> clinics() {
        var clinics = new LinkedHashMap<String, String>();
        clinics.put("north", "FHIR_FIND");
        clinics.put("west", "FHIR_SLOT");
        clinics.put("south", "EASY");
        clinics.put("east", "POLLING");
        return java.util.Collections.unmodifiableMap(clinics);
    }

    static ClinicProcess start(Options options, HttpClient http) throws InterruptedException {
        return start(options, http, Duration.ofMinutes(5));
    }

    /// @param hold so long it keeps a time for nobody that is named
    static ClinicProcess start(Options options, HttpClient http, Duration hold) throws InterruptedException {
        var keys =
                new Keys(key(), UUID.randomUUID().toString(), UUID.randomUUID().toString());
        var address = URI.create("http://127.0.0.1:" + options.clinicPort());
        var log = options.home().resolve("logs/clinic.log");
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dclinic.slot.minutes=" + MINUTES,
                            "-Dclinic.hold.seconds=" + hold.toSeconds(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "org.scapula.clinic.ClinicSystem",
                            String.valueOf(options.clinicPort()),
                            "UTC")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("CLINIC_EASY_KEY", keys.easy());
            builder.environment().put("CLINIC_POLLING_KEY", keys.polling());
            var clinic = new ClinicProcess(address, builder.start(), http, keys);
            clinic.awaitReady(log);
            clinic.tell(
                    "PUT",
                    "clients",
                    "{\"client\":\"%s\",\"jwks\":{\"keys\":[%s]}}"
                            .formatted(CLIENT, keys.fhir().toJson(OutputControlLevel.PUBLIC_ONLY)));
            clinic.write(settings(options), CLINICS, address, options.address(Options.PLANNER));
            return clinic;
        } catch (IOException failure) {
            throw new UncheckedIOException("The clinic's system could not be started", failure);
        }
    }

    private static PublicJsonWebKey key() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P384);
            key.setKeyId("local-stack");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException("No key could be made", impossible);
        }
    }

    /// Readable by its owner only: it holds what opens the clinic's system.
    static Path settings(Options options) {
        return options.home().resolve("clinic.properties");
    }

    ///
    /// @param reached where the planner finds it
    void write(Path file, Map<String, String> clinics, URI reached, URI planner) throws IOException {
        var lines = new StringBuilder("scapula.scheduling.errands.poll=PT3S\n");
        clinics.forEach((clinic, kind) -> {
            var name = "scapula.scheduling.clinics." + clinic + ".";
            var fhir = kind.startsWith("FHIR");
            var code = fhir ? "urn:scapula:clinic:services|" : "";
            line(lines, name + "kind", kind);
            line(lines, name + "address", reached + path(kind));
            line(lines, name + "contact", "it@clinic.example");
            line(lines, name + "zone", "UTC");
            line(lines, name + "referrals", planner + "/fhir/ServiceRequest/");
            line(lines, name + "visit-types.INITIAL_ASSESSMENT", code + "1");
            line(lines, name + "visit-types.FOLLOW_UP", code + "2");
            if (fhir) {
                line(lines, name + "client-id", CLIENT);
                line(lines, name + "private-key", keys.fhir().toJson(OutputControlLevel.INCLUDE_PRIVATE));
                line(lines, name + "patient-system", "urn:scapula:clinic:patients");
            } else {
                line(lines, name + "key", kind.equals("EASY") ? keys.easy() : keys.polling());
            }
        });
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, lines);
    }

    private static void line(StringBuilder lines, String name, String value) {
        lines.append(name).append('=').append(value).append('\n');
    }

    private static String path(String kind) {
        return switch (kind) {
            case "EASY" -> "/index.php/api/v1";
            case "POLLING" -> "/v1";
            default -> "/fhir";
        };
    }

    URI address() {
        return address;
    }

    void admit(String patient) throws InterruptedException {
        tell("POST", "patients", "{\"reference\":\"%s\"}".formatted(patient));
    }

    void isIn(String mood, int times) throws InterruptedException {
        tell("PUT", "mood", "{\"mood\":\"%s\",\"times\":%d}".formatted(mood, times));
    }

    /// Only towards whoever orders a visit: nobody else can use the mood up.
    void isInForOrders(String mood, int times) throws InterruptedException {
        tell("PUT", "mood", "{\"mood\":\"%s\",\"times\":%d,\"ofOrders\":true}".formatted(mood, times));
    }

    void reports(String visit, String status) throws InterruptedException {
        tell("POST", "visits/" + visit + "/status", "{\"status\":\"%s\"}".formatted(status));
    }

    void moves(String visit, String start) throws InterruptedException {
        tell("POST", "visits/" + visit + "/start", "{\"start\":\"%s\"}".formatted(start));
    }

    /// What of a patient's still takes somebody's time.
    List<JsonNode> visitsOf(String patient) throws InterruptedException {
        return liveVisits().stream()
                .filter(visit -> visit.path("patient").asText().equals(patient))
                .toList();
    }

    List<JsonNode> liveVisits() throws InterruptedException {
        return allVisits().stream()
                .filter(visit -> !List.of("CANCELLED", "DELETED")
                        .contains(visit.path("status").asText()))
                .toList();
    }

    /// Whatever became of them.
    List<JsonNode> allVisits() throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/control/visits")).build())
                .valueStream()
                .toList();
    }

    /// How many orders for a visit have come to it while it was in that mood, whatever it made of them.
    int orders(String mood) throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/control/asked")).build())
                .path("orders")
                .path(mood)
                .asInt();
    }

    private void tell(String method, String what, String body) throws InterruptedException {
        var _ = send(HttpRequest.newBuilder(address.resolve("/control/" + what))
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("The clinic's desk says " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitReady(Path log) throws InterruptedException {
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new CannotStart("The clinic's system did not become ready; see " + log);
            }
            Thread.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(address.resolve("/control/health")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
