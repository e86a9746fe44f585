package org.scapula.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.clinic.Moods.Mood;
import org.scapula.clinic.Visit.Status;
import org.scapula.clinic.Visit.Wish;

/// The clinic as a FHIR R4 server: Slot search with Appointment create and update, and `$find`, `$hold` and `$book` of
/// IHE ITI Scheduling. Whoever asks shows a token of SMART Backend Services.
final class FhirFace implements Face {

    static final String PATIENTS = "urn:scapula:clinic:patients";
    static final String SERVICES = "urn:scapula:clinic:services";
    private static final String PROPOSED = "p-";
    private static final int LARGEST_PAGE = 100;

    /// Of the profile's operation, with the one of every search.
    private static final Set<String> OF_FIND = Set.of(
            "start",
            "end",
            "specialty",
            "visit-type",
            "practitioner",
            "organization",
            "location-string",
            "location-reference",
            "patient-reference",
            "patient-resource",
            "reason",
            "referral-identifier",
            "timing",
            "insurance-reference",
            "_count");

    private static final Map<String, Status> STATUSES = Map.of(
            "pending", Status.PENDING,
            "booked", Status.BOOKED,
            "arrived", Status.ARRIVED,
            "fulfilled", Status.FULFILLED,
            "cancelled", Status.CANCELLED,
            "noshow", Status.NOSHOW);

    private final Book book;
    private final SmartDesk desk;
    private final Moods moods;

    FhirFace(Book book, SmartDesk desk, Moods moods) {
        this.book = book;
        this.desk = desk;
        this.moods = moods;
    }

    @Override
    public boolean letsIn(Talk talk) {
        var open = talk.path().size() > 1
                && List.of("metadata", ".well-known").contains(talk.path().get(1));
        if (open || desk.knows(talk.header("Authorization"))) {
            return true;
        }
        talk.answers(401, outcome("login", "A token of this system is needed."));
        return false;
    }

    @Override
    public void refuse(Talk talk, Refusal refusal) {
        var says = refusal.says();
        switch (refusal.why()) {
            case TAKEN -> talk.answers(409, outcome("conflict", says));
            case CHANGED -> talk.answers(412, outcome("conflict", says));
            case UNKNOWN -> talk.answers(404, outcome("not-found", says));
            case INVALID -> talk.answers(422, outcome("invalid", says));
        }
    }

    @Override
    public Optional<Book.Free> aboutToBook(Talk talk) {
        var operation = String.join("/", talk.path());
        if (!talk.method().equals("POST") || operation.endsWith("$find") || !operation.startsWith("fhir/Appointment")) {
            return Optional.empty();
        }
        var sent = talk.sent();
        if (operation.endsWith("$hold")) {
            return Optional.of(proposed(part(sent, "appointment-reference").path("valueReference")));
        }
        var appointment =
                operation.endsWith("$book") ? part(sent, "appointment-resource").path("resource") : sent;
        return appointment.path("id").asText().matches("\\d+")
                ? Optional.empty()
                : Optional.of(new Book.Free(actor(appointment, "Practitioner"), instant(appointment.path("start"))));
    }

    @Override
    public void answer(Talk talk) {
        var path = talk.path().subList(1, talk.path().size());
        switch (talk.method() + " " + String.join("/", path)) {
            case "GET metadata" -> talk.answers(200, metadata());
            case "GET .well-known/smart-configuration" -> talk.answers(200, desk.configuration(talk.home()));
            case "GET Practitioner" ->
                list(talk, Book.PRACTITIONERS.entrySet().stream().map(FhirFace::practitioner));
            case "GET HealthcareService" ->
                list(talk, Book.SERVICES.entrySet().stream().map(FhirFace::service));
            case "GET Schedule" -> list(talk, schedules(talk));
            case "GET Slot" -> list(talk, slots(talk));
            case "GET Patient" -> list(talk, patients(talk));
            case "GET Appointment" -> list(talk, appointments(talk), this::appointment);
            case "POST Appointment" -> create(talk);
            case "POST Appointment/$find" -> find(talk);
            case "POST Appointment/$hold" -> hold(talk);
            case "POST Appointment/$book" -> bookByOperation(talk);
            default -> {
                if (path.size() == 2 && path.getFirst().equals("Appointment")) {
                    one(talk, id(path.get(1)));
                } else {
                    throw new Refusal(Refusal.Why.UNKNOWN, "There is nothing at this address.");
                }
            }
        }
    }

    private void one(Talk talk, long id) {
        switch (talk.method()) {
            case "GET" -> show(talk, 200, book.require(id));
            case "PUT" ->
                show(talk, 200, changed(id, talk.sent(), seen(talk), moods.now().isBlind()));
            default -> talk.answers(405, outcome("not-supported", "Only GET and PUT."));
        }
    }

    private void create(Talk talk) {
        var wish = wish(talk.sent());
        var before = talk.header("If-None-Exist").isPresent() ? book.everByKey(wish.key()) : Optional.<Visit>empty();
        if (before.isPresent()) {
            show(talk, 200, before.get());
        } else {
            show(talk, 201, moods.now().isBlind() ? book.bookBlindly(wish) : book.book(wish));
        }
    }

    /// `$book` always looks.
    private Visit changed(long id, ObjectNode sent, Optional<Integer> seen, boolean blind) {
        var visit = book.require(id);
        var status = status(sent);
        if (status == Status.CANCELLED) {
            return book.become(
                    id, status, sent.path("cancelationReason").path("text").asText(), seen);
        }
        var start = instant(sent.path("start"));
        var who = actor(sent, "Practitioner");
        if (!start.equals(visit.start()) || !who.equals(visit.practitioner())) {
            return blind ? book.moveBlindly(id, who, start) : book.move(id, who, start, seen);
        }
        return book.become(id, status, "", seen);
    }

    private void find(Talk talk) {
        var sent = talk.sent();
        mustBeKnown(sent, OF_FIND);
        var from = instant(part(sent, "start").path("valueDateTime"));
        var until = instant(part(sent, "end").path("valueDateTime"));
        var type = part(sent, "visit-type").path("valueString").asText();
        var service = type.substring(type.indexOf('|') + 1);
        if (!service.isEmpty() && !Book.SERVICES.containsKey(service)) {
            throw new Refusal(Refusal.Why.INVALID, "There is no such service.");
        }
        var reference = part(sent, "practitioner")
                .path("valueReference")
                .path("reference")
                .asText();
        var who = Optional.of(idOf(reference)).filter(id -> !id.isEmpty());
        var most = part(sent, "_count").path("valueInteger").asInt(LARGEST_PAGE);
        var free = book.free(who, from, until, Integer.MAX_VALUE);
        talk.answers(
                200,
                bundle(
                        free.stream()
                                .limit(Math.min(most, LARGEST_PAGE))
                                .map(time -> proposal(time, service.isEmpty() ? "1" : service))
                                .toList(),
                        free.size()));
    }

    private void hold(Talk talk) {
        var reference = part(talk.sent(), "appointment-reference").path("valueReference");
        var time = proposed(reference);
        try {
            show(talk, 200, book.hold(time.practitioner(), serviceOf(reference), time.start()));
        } catch (Refusal taken) {
            talk.answers(404, fatal(taken));
        }
    }

    /// Says no inside a Bundle, as the profile wants it.
    private void bookByOperation(Talk talk) {
        try {
            talk.answers(200, bundle(List.of(appointment(booked(talk))), 1));
        } catch (Refusal refusal) {
            talk.answers(200, bundle(List.of(fatal(refusal)), 0));
        }
    }

    private Visit booked(Talk talk) {
        var sent = talk.sent();
        if (!(part(sent, "appointment-resource").path("resource") instanceof ObjectNode appointment)) {
            throw new Refusal(Refusal.Why.INVALID, "appointment-resource is needed.");
        }
        var id = appointment.path("id").asText();
        if (!id.matches("\\d+")) {
            return book.book(wish(appointment));
        }
        var visit = book.require(id(id));
        return status(appointment) == Status.PENDING && visit.heldUntil().isPresent()
                ? book.bookHeld(visit.id(), wish(appointment))
                : changed(visit.id(), appointment, Optional.empty(), false);
    }

    private Stream<ObjectNode> schedules(Talk talk) {
        var who = talk.parameter("actor").map(FhirFace::idOf);
        return Book.PRACTITIONERS.keySet().stream()
                .filter(id -> who.map(id::equals).orElse(true))
                .map(FhirFace::schedule);
    }

    private Stream<ObjectNode> slots(Talk talk) {
        var from = bound(talk, "start", "ge", Instant.EPOCH);
        var until = bound(talk, "start", "lt", Instant.EPOCH);
        var schedules = talk.parameter("schedule")
                .map(text -> Stream.of(text.split(",")).map(FhirFace::idOf).toList());
        return book.free(Optional.empty(), from, until.plus(Book.LENGTH), Integer.MAX_VALUE).stream()
                .filter(time -> time.start().isBefore(until))
                .filter(time -> schedules
                        .map(some -> some.contains(time.practitioner()))
                        .orElse(true))
                .map(FhirFace::slot);
    }

    private Stream<ObjectNode> patients(Talk talk) {
        var reference = talk.parameter("identifier")
                .map(token -> token.substring(token.indexOf('|') + 1))
                .orElseThrow(() -> new Refusal(Refusal.Why.INVALID, "Patients are found by identifier only."));
        return book.patientId(reference).stream().map(id -> patient(id, reference));
    }

    private List<Visit> appointments(Talk talk) {
        if (moods.now() == Mood.SILENT_ON_CHANGES
                && talk.parameter("_lastUpdated").isPresent()) {
            throw new Refusal(Refusal.Why.INVALID, "_lastUpdated is not supported.");
        }
        var key = talk.parameter("identifier").map(token -> token.substring(token.indexOf('|') + 1));
        var slots = talk.parameter("slot")
                .map(text -> Stream.of(text.split(",")).map(FhirFace::idOf).collect(Collectors.toSet()));
        var since = bound(talk, "_lastUpdated", "ge", Instant.EPOCH);
        Predicate<Visit> which = visit -> key.map(visit.key()::equals).orElse(true)
                && slots.map(some -> some.contains(slotId(visit.practitioner(), visit.start())))
                        .orElse(true)
                && !visit.updated().isBefore(since)
                && visit.status() != Status.DELETED;
        return book.all(which).stream()
                .sorted(Comparator.comparing(Visit::updated))
                .toList();
    }

    private void show(Talk talk, int code, Visit visit) {
        talk.set("ETag", "W/\"" + visit.version() + "\"");
        talk.set("Location", talk.home() + "/fhir/Appointment/" + visit.id());
        talk.answers(code, appointment(visit));
    }

    private void list(Talk talk, Stream<ObjectNode> resources) {
        list(talk, resources.toList(), resource -> resource);
    }

    private static <T> void list(Talk talk, List<T> all, Function<T, ObjectNode> resource) {
        var size = Math.min(
                LARGEST_PAGE, talk.parameter("_count").map(Integer::parseInt).orElse(LARGEST_PAGE));
        var from = talk.parameter("_offset").map(Integer::parseInt).orElse(0);
        var page = all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()));
        var bundle = bundle(page.stream().map(resource).toList(), all.size());
        if (from + size < all.size()) {
            var again = talk.pathAndQuery().replaceAll("[?&]_offset=\\d+", "");
            var next = talk.home() + again + (again.contains("?") ? "&" : "?") + "_offset=" + (from + size);
            bundle.putArray("link").addObject().put("relation", "next").put("url", next);
        }
        talk.answers(200, bundle);
    }

    private static Instant bound(Talk talk, String name, String prefix, Instant otherwise) {
        return talk.parameters(name).stream()
                .filter(value -> value.startsWith(prefix))
                .map(value -> time(value.substring(prefix.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private Wish wish(ObjectNode appointment) {
        var slot = idOf(appointment.path("slot").path(0).path("reference").asText());
        var start = instant(appointment.path("start"));
        var who = actor(appointment, "Practitioner");
        if (!slot.isEmpty() && !slot.equals(slotId(who, start))) {
            throw new Refusal(Refusal.Why.INVALID, "The slot is another one.");
        }
        return new Wish(
                who,
                serviceIn(appointment),
                Optional.of(knownPatient(actor(appointment, "Patient"))),
                start,
                start.plus(Book.LENGTH),
                appointment.path("identifier").path(0).path("value").asText(),
                appointment.path("comment").asText(),
                appointment.path("basedOn").path(0).path("reference").asText());
    }

    private String knownPatient(String id) {
        return book.patientReference(id)
                .orElseThrow(() -> new Refusal(Refusal.Why.INVALID, "There is no such patient."));
    }

    private static String serviceIn(JsonNode appointment) {
        return appointment
                .path("serviceType")
                .path(0)
                .path("coding")
                .path(0)
                .path("code")
                .asText();
    }

    private static String actor(JsonNode appointment, String type) {
        for (var participant : appointment.path("participant")) {
            var reference = participant.path("actor").path("reference").asText();
            if (reference.startsWith(type + "/")) {
                return idOf(reference);
            }
        }
        throw new Refusal(Refusal.Why.INVALID, "A participant is missing: " + type + ".");
    }

    private static Status status(JsonNode appointment) {
        return Optional.ofNullable(STATUSES.get(appointment.path("status").asText()))
                .orElseThrow(() -> new Refusal(Refusal.Why.INVALID, "There is no such status."));
    }

    private static Optional<Integer> seen(Talk talk) {
        return talk.header("If-Match").map(tag -> Integer.parseInt(tag.replaceAll("\\D", "")));
    }

    /// Not every server leaves out what it does not know.
    private static void mustBeKnown(JsonNode parameters, Set<String> names) {
        for (var part : parameters.path("parameter")) {
            if (!names.contains(part.path("name").asText())) {
                throw new Refusal(Refusal.Why.INVALID, "There is no such parameter.");
            }
        }
    }

    private static JsonNode part(JsonNode parameters, String name) {
        for (var part : parameters.path("parameter")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return Talk.JSON.missingNode();
    }

    private static String idOf(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOurs) {
            throw new Refusal(Refusal.Why.UNKNOWN, "No such visit.");
        }
    }

    private static Instant instant(JsonNode node) {
        return time(node.asText());
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Refusal(Refusal.Why.INVALID, "A time is not one.");
        }
    }

    private static String slotId(String practitioner, Instant start) {
        return practitioner + "-" + start.getEpochSecond() / 60;
    }

    private static Book.Free proposed(JsonNode reference) {
        var id = idOf(reference.path("reference").asText());
        var parts = id.split("-");
        if (!id.startsWith(PROPOSED) || parts.length != 4 || !parts[3].matches("\\d{1,12}")) {
            throw new Refusal(Refusal.Why.UNKNOWN, "That was never proposed.");
        }
        return new Book.Free(parts[1], Instant.ofEpochSecond(Long.parseLong(parts[3]) * 60));
    }

    private static String serviceOf(JsonNode reference) {
        return idOf(reference.path("reference").asText()).split("-")[2];
    }

    private static ObjectNode practitioner(Map.Entry<String, String> who) {
        var resource = resource("Practitioner", who.getKey());
        resource.putArray("name").addObject().put("text", who.getValue());
        return resource.put("active", true);
    }

    private static ObjectNode service(Map.Entry<String, String> service) {
        var resource = resource("HealthcareService", service.getKey());
        resource.putArray("type").add(concept(service.getKey()));
        return resource.put("active", true).put("name", service.getValue());
    }

    private static ObjectNode concept(String service) {
        var concept = Talk.object();
        concept.putArray("coding")
                .addObject()
                .put("system", SERVICES)
                .put("code", service)
                .put("display", Book.SERVICES.get(service));
        return concept.put("text", Book.SERVICES.get(service));
    }

    private static ObjectNode schedule(String practitioner) {
        var resource = resource("Schedule", practitioner);
        resource.putArray("actor").addObject().put("reference", "Practitioner/" + practitioner);
        var types = resource.putArray("serviceType");
        Book.SERVICES.keySet().forEach(service -> types.add(concept(service)));
        return resource.put("active", true);
    }

    private static ObjectNode slot(Book.Free time) {
        var resource = resource("Slot", slotId(time.practitioner(), time.start()));
        resource.putObject("schedule").put("reference", "Schedule/" + time.practitioner());
        return resource.put("status", "free")
                .put("start", time.start().toString())
                .put("end", time.end().toString());
    }

    private static ObjectNode patient(String id, String reference) {
        var resource = resource("Patient", id);
        resource.putArray("identifier").addObject().put("system", PATIENTS).put("value", reference);
        return resource.put("active", true);
    }

    private static ObjectNode proposal(Book.Free time, String service) {
        var resource = resource(
                "Appointment",
                PROPOSED + time.practitioner() + "-" + service + "-"
                        + time.start().getEpochSecond() / 60);
        resource.put("status", "proposed")
                .put("start", time.start().toString())
                .put("end", time.end().toString());
        resource.putArray("serviceType").add(concept(service));
        participate(resource.putArray("participant"), "Practitioner/" + time.practitioner());
        return resource;
    }

    private ObjectNode appointment(Visit visit) {
        var resource = resource("Appointment", String.valueOf(visit.id()));
        if (moods.now() != Mood.UNDATED) {
            resource.withObject("/meta")
                    .put("versionId", String.valueOf(visit.version()))
                    .put("lastUpdated", visit.updated().toString());
        }
        if (!visit.key().isEmpty()) {
            resource.putArray("identifier")
                    .addObject()
                    .put("system", "urn:scapula:booking")
                    .put("value", visit.key());
        }
        var lapsed = visit.isHeldInVain(book.now());
        resource.put("status", lapsed ? "cancelled" : visit.status().name().toLowerCase(java.util.Locale.ROOT))
                .put("start", visit.start().toString())
                .put("end", visit.end().toString())
                .put("created", visit.created().toString());
        if (visit.status() == Status.CANCELLED && !visit.reason().isEmpty()) {
            resource.putObject("cancelationReason").put("text", visit.reason());
        }
        resource.putArray("serviceType").add(concept(visit.service()));
        resource.putArray("slot").addObject().put("reference", "Slot/" + slotId(visit.practitioner(), visit.start()));
        if (!visit.referral().isEmpty()) {
            resource.putArray("basedOn").addObject().put("reference", visit.referral());
        }
        var participants = resource.putArray("participant");
        participate(participants, "Practitioner/" + visit.practitioner());
        visit.patient().flatMap(book::patientId).ifPresent(id -> participate(participants, "Patient/" + id));
        return resource;
    }

    private static void participate(ArrayNode participants, String reference) {
        participants.addObject().put("status", "accepted").putObject("actor").put("reference", reference);
    }

    private static ObjectNode resource(String type, String id) {
        return Talk.object().put("resourceType", type).put("id", id);
    }

    private static ObjectNode bundle(List<ObjectNode> resources, int total) {
        var bundle = Talk.object()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", total);
        var entries = bundle.putArray("entry");
        resources.forEach(resource -> entries.addObject().set("resource", resource));
        return bundle;
    }

    private static ObjectNode outcome(String code, String says) {
        return outcome("error", code, says);
    }

    private static ObjectNode fatal(Refusal refusal) {
        return outcome("fatal", refusal.why() == Refusal.Why.INVALID ? "invalid" : "not-found", refusal.says());
    }

    private static ObjectNode outcome(String severity, String code, String says) {
        var outcome = Talk.object().put("resourceType", "OperationOutcome");
        outcome.putArray("issue")
                .addObject()
                .put("severity", severity)
                .put("code", code)
                .put("diagnostics", says);
        return outcome;
    }

    private static ObjectNode metadata() {
        var statement = Talk.object()
                .put("resourceType", "CapabilityStatement")
                .put("status", "active")
                .put("kind", "instance")
                .put("fhirVersion", "4.0.1")
                .put("date", "2026-01-01");
        statement.putArray("format").add("json");
        return statement;
    }
}
