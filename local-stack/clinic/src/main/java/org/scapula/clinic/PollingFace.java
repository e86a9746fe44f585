package org.scapula.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.scapula.clinic.Moods.Mood;
import org.scapula.clinic.Visit.Status;
import org.scapula.clinic.Visit.Wish;

/// The clinic in the manner of Cliniko: a key as the user of Basic, a User-Agent that says who to write to, two hundred
/// requests a minute, pages of a hundred at most, and whoever wants to know what changed asks again and again. Like its
/// model it lets two into the same time.
final class PollingFace implements Face {

    private static final int LARGEST_PAGE = 100;
    private static final int DAYS = 7;
    private static final String PLACE = "1";

    private static final Map<String, String> REASONS = Map.of(
            "10", "Feeling better",
            "20", "Condition worse",
            "30", "Sick",
            "40", "Away",
            "50", "Other",
            "60", "Work");

    private final Book book;
    private final Moods moods;
    private final String login;
    private final Deque<Instant> asked = new ArrayDeque<>();
    private int mostPerMinute = 200;

    PollingFace(Book book, Moods moods, String key) {
        this.book = book;
        this.moods = moods;
        this.login = "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    synchronized void allowsPerMinute(int most) {
        mostPerMinute = most;
        asked.clear();
    }

    @Override
    public boolean letsIn(Talk talk) {
        if (!talk.header("Authorization").filter(login::equals).isPresent()) {
            say(talk, 401, "Unauthorized");
            return false;
        }
        if (!talk.header("User-Agent")
                .filter(agent -> agent.matches(".+ \\(.+@.+\\)"))
                .isPresent()) {
            say(talk, 400, "User-Agent must name a vendor and an address to write to");
            return false;
        }
        return isNotTooMuch(talk);
    }

    private synchronized boolean isNotTooMuch(Talk talk) {
        var now = book.now();
        asked.removeIf(at -> !at.isAfter(now.minus(1, ChronoUnit.MINUTES)));
        if (asked.size() >= mostPerMinute) {
            var reset = asked.isEmpty() ? now.plusSeconds(60) : asked.getFirst().plusSeconds(60);
            talk.set("X-RateLimit-Limit", String.valueOf(mostPerMinute));
            talk.set("X-RateLimit-Remaining", "0");
            talk.set("X-RateLimit-Reset", String.valueOf(reset.getEpochSecond() + 1));
            say(talk, 429, "Rate limit exceeded");
            return false;
        }
        asked.add(now);
        return true;
    }

    @Override
    public void refuse(Talk talk, Refusal refusal) {
        switch (refusal.why()) {
            case UNKNOWN -> say(talk, 404, "Not found");
            case TAKEN -> {
                var says = Talk.object();
                says.putObject("errors").putArray("starts_at").add(refusal.says());
                talk.answers(422, says);
            }
            case INVALID, CHANGED -> {
                var says = Talk.object();
                says.putObject("errors").putArray("base").add(refusal.says());
                talk.answers(422, says);
            }
        }
    }

    @Override
    public Optional<Book.Free> aboutToBook(Talk talk) {
        return talk.method().equals("POST") && talk.path().equals(List.of("v1", "individual_appointments"))
                ? Optional.of(new Book.Free(
                        talk.sent().path("practitioner_id").asText(),
                        instant(talk.sent().path("starts_at"))))
                : Optional.empty();
    }

    @Override
    public void answer(Talk talk) {
        var path = talk.path().subList(1, talk.path().size());
        switch (talk.method() + " " + String.join("/", path)) {
            case "GET businesses" ->
                list(talk, "businesses", List.of(Talk.object().put("id", PLACE)));
            case "GET practitioners" ->
                list(
                        talk,
                        "practitioners",
                        Book.PRACTITIONERS.entrySet().stream()
                                .map(who -> Talk.object()
                                        .put("id", who.getKey())
                                        .put("active", true)
                                        .put("label", who.getValue()))
                                .toList());
            case "GET appointment_types" ->
                list(
                        talk,
                        "appointment_types",
                        Book.SERVICES.entrySet().stream().map(PollingFace::type).toList());
            case "GET patients" -> list(talk, "patients", patients(talk));
            case "GET individual_appointments" ->
                appointments(talk, visit -> visit.status().takesItsTime());
            case "GET individual_appointments/cancelled" ->
                appointments(talk, visit -> visit.status() == Status.CANCELLED);
            case "GET individual_appointments/deleted" -> appointments(talk, visit -> visit.status() == Status.DELETED);
            case "POST individual_appointments" ->
                talk.answers(201, appointment(talk, book.bookBlindly(wish(talk.sent()))));
            default -> further(talk, path);
        }
    }

    private void further(Talk talk, List<String> path) {
        if (path.size() == 7 && path.getLast().equals("available_times")) {
            times(talk, path.get(3), path.get(5));
        } else if (path.size() == 3
                && path.getLast().equals("cancel")
                && talk.method().equals("PATCH")) {
            cancel(talk, number(path.get(1)));
        } else if (path.size() == 2 && path.getFirst().equals("individual_appointments")) {
            one(talk, number(path.get(1)));
        } else {
            throw new Refusal(Refusal.Why.UNKNOWN, "Not found");
        }
    }

    private void one(Talk talk, long id) {
        switch (talk.method()) {
            case "GET" -> talk.answers(200, appointment(talk, book.require(id)));
            case "PATCH" -> {
                var visit = book.require(id);
                var sent = talk.sent();
                var who = sent.path("practitioner_id").asText(visit.practitioner());
                var start = sent.has("starts_at") ? instant(sent.path("starts_at")) : visit.start();
                talk.answers(200, appointment(talk, book.moveBlindly(id, who, start)));
            }
            default -> say(talk, 405, "Method not allowed");
        }
    }

    private void cancel(Talk talk, long id) {
        var reason = REASONS.get(talk.sent().path("cancellation_reason").asText());
        if (reason == null) {
            throw new Refusal(Refusal.Why.INVALID, "cancellation_reason is not included in the list");
        }
        var _ = book.become(id, Status.CANCELLED, reason, Optional.empty());
        talk.answersNothing(204);
    }

    private void times(Talk talk, String practitioner, String type) {
        var from = day(talk, "from");
        var to = day(talk, "to");
        if (ChronoUnit.DAYS.between(from, to) > DAYS || to.isBefore(from)) {
            throw new Refusal(Refusal.Why.INVALID, "from and to may be seven days apart at most");
        }
        if (!Book.PRACTITIONERS.containsKey(practitioner) || !Book.SERVICES.containsKey(type)) {
            throw new Refusal(Refusal.Why.UNKNOWN, "Not found");
        }
        var times = book
                .free(
                        Optional.of(practitioner),
                        from.atStartOfDay(book.zone()).toInstant(),
                        to.plusDays(1).atStartOfDay(book.zone()).toInstant(),
                        Integer.MAX_VALUE)
                .stream()
                .map(time -> Talk.object().put("appointment_start", time.start().toString()))
                .toList();
        list(talk, "available_times", times);
    }

    private static LocalDate day(Talk talk, String name) {
        try {
            return LocalDate.parse(talk.parameter(name).orElse(""));
        } catch (DateTimeException unreadable) {
            throw new Refusal(Refusal.Why.INVALID, name + " is not a date");
        }
    }

    private List<ObjectNode> patients(Talk talk) {
        var reference = filter(talk, "old_reference_id:=").orElse("");
        return book.patientId(reference).stream()
                .map(id -> Talk.object().put("id", id).put("old_reference_id", reference))
                .toList();
    }

    private void appointments(Talk talk, Predicate<Visit> which) {
        var since = filter(talk, "updated_at:>=").map(PollingFace::time).orElse(Instant.EPOCH);
        if (moods.now() == Mood.SILENT_ON_CHANGES && since.isAfter(Instant.EPOCH)) {
            throw new Refusal(Refusal.Why.INVALID, "updated_at is not supported.");
        }
        var patient = filter(talk, "patient_id:=");
        var who = filter(talk, "practitioner_id:=");
        var from = filter(talk, "starts_at:>=").map(PollingFace::time).orElse(Instant.EPOCH);
        var until = filter(talk, "starts_at:<").map(PollingFace::time).orElse(Instant.MAX);
        list(
                talk,
                "individual_appointments",
                book
                        .all(visit -> which.test(visit)
                                // Its times know seconds only.
                                && !visit.updated()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .isBefore(since)
                                && who.map(visit.practitioner()::equals).orElse(true)
                                && !visit.start().isBefore(from)
                                && visit.start().isBefore(until)
                                && patient.map(id -> visit.patient()
                                                .flatMap(book::patientId)
                                                .filter(id::equals)
                                                .isPresent())
                                        .orElse(true))
                        .stream()
                        .sorted(order(talk))
                        .toList(),
                visit -> appointment(talk, visit));
    }

    private static Comparator<Visit> order(Talk talk) {
        return talk.parameter("sort").filter("updated_at:asc"::equals).isPresent()
                ? Comparator.comparing(Visit::updated)
                : Comparator.comparing(Visit::id);
    }

    private static Optional<String> filter(Talk talk, String prefix) {
        return talk.parameters("q[]").stream()
                .filter(value -> value.startsWith(prefix) && !value.startsWith(prefix + "="))
                .map(value -> value.substring(prefix.length()))
                .findFirst();
    }

    private Wish wish(ObjectNode sent) {
        if (!sent.path("business_id").asText().equals(PLACE)) {
            throw new Refusal(Refusal.Why.INVALID, "business must exist");
        }
        var start = instant(sent.path("starts_at"));
        var patient = book.patientReference(sent.path("patient_id").asText());
        if (patient.isEmpty()) {
            throw new Refusal(Refusal.Why.INVALID, "patient must exist");
        }
        return new Wish(
                sent.path("practitioner_id").asText(),
                sent.path("appointment_type_id").asText(),
                patient,
                start,
                start.plus(Book.LENGTH),
                "",
                sent.path("notes").asText(),
                "");
    }

    private ObjectNode appointment(Talk talk, Visit visit) {
        var home = talk.home() + "/v1";
        var says = Talk.object()
                .put("id", String.valueOf(visit.id()))
                .put("created_at", seconds(visit.created()))
                .put("updated_at", moods.now() == Mood.UNDATED ? null : seconds(visit.updated()))
                .put("starts_at", visit.start().toString())
                .put("ends_at", visit.end().toString())
                .put("did_not_arrive", visit.status() == Status.NOSHOW)
                .put("patient_arrived", visit.status() == Status.ARRIVED || visit.status() == Status.FULFILLED)
                .put("notes", visit.note());
        says.put("cancelled_at", visit.status() == Status.CANCELLED ? seconds(visit.updated()) : null);
        says.put("deleted_at", visit.status() == Status.DELETED ? seconds(visit.updated()) : null);
        // Written when the visit has taken place.
        says.put("treatment_note_status", visit.status() == Status.FULFILLED ? 20 : null);
        link(says, "practitioner", home + "/practitioners/" + visit.practitioner());
        link(says, "appointment_type", home + "/appointment_types/" + visit.service());
        visit.patient().flatMap(book::patientId).ifPresent(id -> link(says, "patient", home + "/patients/" + id));
        return says;
    }

    private static void link(ObjectNode says, String what, String address) {
        says.putObject(what).putObject("links").put("self", address);
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ObjectNode type(Map.Entry<String, String> service) {
        return Talk.object()
                .put("id", service.getKey())
                .put("name", service.getValue())
                .put("duration_in_minutes", Book.LENGTH.toMinutes());
    }

    private static void list(Talk talk, String what, List<ObjectNode> all) {
        list(talk, what, all, each -> each);
    }

    private static <T> void list(Talk talk, String what, List<T> all, Function<T, ObjectNode> each) {
        var size = Math.min(
                LARGEST_PAGE, talk.parameter("per_page").map(Integer::parseInt).orElse(50));
        var page = talk.parameter("page").map(Integer::parseInt).orElse(1);
        var from = (page - 1) * size;
        var says = Talk.object();
        var entries = says.putArray(what);
        all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()))
                .forEach(one -> entries.add(each.apply(one)));
        says.put("total_entries", all.size());
        var links = says.putObject("links");
        if (from + size < all.size()) {
            var again = talk.pathAndQuery().replaceAll("[?&]page=\\d+", "");
            links.put("next", talk.home() + again + (again.contains("?") ? "&" : "?") + "page=" + (page + 1));
        }
        talk.answers(200, says);
    }

    private static Instant instant(JsonNode node) {
        return time(node.asText());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new Refusal(Refusal.Why.INVALID, "A time is not one.");
        }
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,12}")) {
            throw new Refusal(Refusal.Why.UNKNOWN, "Not found");
        }
        return Long.parseLong(text);
    }

    private static void say(Talk talk, int status, String message) {
        talk.answers(status, Talk.object().put("message", message));
    }
}
