package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A FHIR server that is not ours, as the people at its desk use it: without a login, and past our gate.
final class Peer {

    static final String PATIENTS = "urn:scapula:clinic:patients";
    static final String SERVICES = "urn:scapula:clinic:services";

    private static final String JSON = "application/fhir+json";

    private final URI address;
    private final Api api;

    Peer(URI address, HttpClient http) {
        this.address = address;
        this.api = new Api(http);
    }

    /// The times of somebody who works there.
    record Hours(String practitioner, String schedule, List<Time> times) {}

    /// One of them, and what the server calls it.
    record Time(String slot, Instant start, Instant end) {}

    void serves(String code, String name) throws InterruptedException {
        var _ = create("HealthcareService", Map.of("active", true, "name", name, "type", List.of(concept(code))));
    }

    /// The id that the server gave to the patient.
    String admit(String patient) throws InterruptedException {
        return create("Patient", Map.of("identifier", List.of(Map.of("system", PATIENTS, "value", patient))));
    }

    /// One after the other, each as long.
    Hours hours(Instant from, int minutes, int many) throws InterruptedException {
        var practitioner =
                create("Practitioner", Map.of("active", true, "name", List.of(Map.of("text", "Practitioner"))));
        var schedule = create(
                "Schedule",
                Map.of(
                        "active",
                        true,
                        "actor",
                        List.of(reference("Practitioner/" + practitioner)),
                        "serviceType",
                        List.of(concept("1"))));
        var times = new ArrayList<Time>();
        for (var start = from; times.size() < many; start = times.getLast().end()) {
            var end = start.plus(minutes, ChronoUnit.MINUTES);
            var slot = create(
                    "Slot",
                    Map.of(
                            "schedule",
                            reference("Schedule/" + schedule),
                            "status",
                            "free",
                            "start",
                            start.toString(),
                            "end",
                            end.toString()));
            times.add(new Time(slot, start, end));
        }
        return new Hours(practitioner, schedule, List.copyOf(times));
    }

    /// Nobody is offered one of them any more.
    void close(Hours hours) throws InterruptedException {
        change("Schedule", hours.schedule(), schedule -> schedule.put("active", false));
    }

    /// An appointment of somebody whom we do not know.
    String comesIn(Hours hours, Time time) throws InterruptedException {
        var stranger = admit("stranger-" + UUID.randomUUID());
        return create("Appointment", appointment(stranger, hours.practitioner(), time));
    }

    Map<String, Object> appointment(String patient, String practitioner, Time time) {
        return Map.of(
                "status",
                "booked",
                "start",
                time.start().toString(),
                "end",
                time.end().toString(),
                "slot",
                List.of(reference("Slot/" + time.slot())),
                "participant",
                List.of(participant("Patient/" + patient), participant("Practitioner/" + practitioner)));
    }

    void isTaken(Time time) throws InterruptedException {
        change("Slot", time.slot(), slot -> slot.put("status", "busy"));
    }

    void reports(String appointment, String status) throws InterruptedException {
        change("Appointment", appointment, each -> each.put("status", status));
    }

    void moves(String appointment, Time to) throws InterruptedException {
        change("Appointment", appointment, each -> {
            var _ = each.put("start", to.start().toString()).put("end", to.end().toString());
            each.putArray("slot").addObject().put("reference", "Slot/" + to.slot());
        });
    }

    void notes(String appointment, String comment) throws InterruptedException {
        change("Appointment", appointment, each -> each.put("comment", comment));
    }

    /// All that ever was of a patient's, cancelled or not.
    List<JsonNode> appointmentsOf(String patient) throws InterruptedException {
        return found("Appointment", "_count=1000").stream()
                .filter(each -> elements(each.path("participant"))
                        .anyMatch(one ->
                                one.path("actor").path("reference").asText().endsWith("Patient/" + patient)))
                .toList();
    }

    /// All that ever was in that time, whoever's it is.
    List<JsonNode> appointmentsIn(Time time) throws InterruptedException {
        return found("Appointment", "_count=1000").stream()
                .filter(each -> isIn(each, time))
                .toList();
    }

    /// Whatever the server makes of what is searched for.
    boolean knowsNobodyAs(String patient) throws InterruptedException {
        return found("Patient", "_count=1000").stream()
                .flatMap(each -> elements(each.path("identifier")))
                .noneMatch(identifier -> identifier.path("value").asText().equals(patient));
    }

    static boolean stands(JsonNode appointment) {
        return !List.of("cancelled", "entered-in-error")
                .contains(appointment.path("status").asText());
    }

    static boolean isIn(JsonNode appointment, Time time) {
        return elements(appointment.path("slot"))
                .anyMatch(slot -> slot.path("reference").asText().endsWith("Slot/" + time.slot()));
    }

    JsonNode read(String type, String id) throws InterruptedException {
        return api.get(at(type + "/" + id)).orFail(200).body();
    }

    List<JsonNode> found(String type, String query) throws InterruptedException {
        var bundle = api.get(at(type + "?" + query)).orFail(200).body();
        return elements(bundle.path("entry"))
                .map(entry -> entry.path("resource"))
                .toList();
    }

    String create(String type, Map<String, Object> content) throws InterruptedException {
        var answer = created(type, content, Map.of());
        if (answer.status() != 201) {
            throw new IllegalStateException("The server answers " + answer.status() + ": " + answer.raw());
        }
        return answer.body().path("id").asText();
    }

    Api.Answer created(String type, Map<String, Object> content, Map<String, String> headers)
            throws InterruptedException {
        var whole = new HashMap<>(content);
        whole.put("resourceType", type);
        var request = HttpRequest.newBuilder(at(type)).header("Content-Type", JSON);
        headers.forEach(request::header);
        return api.send(request.POST(Api.json(whole)));
    }

    private void change(String type, String id, Consumer<ObjectNode> change) throws InterruptedException {
        var resource = (ObjectNode) read(type, id);
        change.accept(resource);
        var _ = replaced(type, id, resource, Map.of()).orFail(200);
    }

    Api.Answer replaced(String type, String id, JsonNode resource, Map<String, String> headers)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(at(type + "/" + id)).header("Content-Type", JSON);
        headers.forEach(request::header);
        return api.send(request.PUT(Api.json(resource)));
    }

    private URI at(String path) {
        return URI.create(address + "/" + path);
    }

    private static Map<String, Object> concept(String code) {
        return Map.of("coding", List.of(Map.of("system", SERVICES, "code", code)));
    }

    private static Map<String, Object> reference(String to) {
        return Map.of("reference", to);
    }

    private static Map<String, Object> participant(String who) {
        return Map.of("actor", reference(who), "status", "accepted");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
