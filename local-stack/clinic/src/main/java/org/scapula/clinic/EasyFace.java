package org.scapula.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.scapula.clinic.Visit.Status;
import org.scapula.clinic.Visit.Wish;

/// The clinic as plain REST in the manner of Easy!Appointments: a bearer key, local times, the hours that are free on a
/// day, and a cancelled appointment is one that was deleted. Like its model it takes whatever time it is told.
final class EasyFace implements Face {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private static final Map<Status, String> WORDS = Map.of(
            Status.PENDING, "Pending",
            Status.BOOKED, "Booked",
            Status.ARRIVED, "Arrived",
            Status.FULFILLED, "Completed",
            Status.CANCELLED, "Cancelled",
            Status.NOSHOW, "No-Show");

    private final Book book;
    private final String key;
    private final Map<Long, String> ownWords = new ConcurrentHashMap<>();

    EasyFace(Book book, String key) {
        this.book = book;
        this.key = key;
    }

    /// Each installation has words of its own for where an appointment stands.
    void calls(long visit, String word) {
        ownWords.put(visit, word);
    }

    @Override
    public boolean letsIn(Talk talk) {
        if (talk.header("Authorization").filter(("Bearer " + key)::equals).isPresent()) {
            return true;
        }
        say(talk, 401, "You are not authorized to use the API.");
        return false;
    }

    @Override
    public void refuse(Talk talk, Refusal refusal) {
        if (refusal.why() == Refusal.Why.UNKNOWN) {
            talk.answersNothing(404);
        } else {
            // Whatever is wrong, it says so with 500 and a message.
            say(talk, 500, refusal.says());
        }
    }

    @Override
    public Optional<Book.Free> aboutToBook(Talk talk) {
        return talk.method().equals("POST") && talk.path().equals(path("appointments"))
                ? Optional.of(new Book.Free(
                        talk.sent().path("providerId").asText(),
                        instant(talk.sent().path("start").asText())))
                : Optional.empty();
    }

    @Override
    public Optional<Book.Free> aboutToMove(Talk talk) {
        var path = talk.path();
        return talk.method().equals("PUT") && path.size() == 5 && path.get(3).equals("appointments")
                ? Optional.of(new Book.Free(
                        talk.sent().path("providerId").asText(),
                        instant(talk.sent().path("start").asText())))
                : Optional.empty();
    }

    private static List<String> path(String what) {
        return List.of("index.php", "api", "v1", what);
    }

    @Override
    public void answer(Talk talk) {
        var path = talk.path().subList(3, talk.path().size());
        switch (talk.method() + " " + String.join("/", path)) {
            case "GET providers" ->
                list(
                        talk,
                        Book.PRACTITIONERS.entrySet().stream()
                                .map(EasyFace::provider)
                                .toList());
            case "GET services" ->
                list(
                        talk,
                        Book.SERVICES.entrySet().stream().map(EasyFace::service).toList());
            case "GET customers" -> list(talk, customers(talk.parameter("q").orElse("")));
            case "GET availabilities" -> hours(talk);
            case "GET appointments" -> list(talk, appointments(talk));
            case "POST appointments" -> talk.answers(201, appointment(book.bookBlindly(wish(talk.sent()))));
            default -> {
                if (path.size() == 2 && path.getFirst().equals("appointments")) {
                    one(talk, number(path.get(1)));
                } else {
                    talk.answersNothing(404);
                }
            }
        }
    }

    private void one(Talk talk, long id) {
        if (book.require(id).status() == Status.DELETED) {
            throw new Refusal(Refusal.Why.UNKNOWN, "It was deleted.");
        }
        switch (talk.method()) {
            case "GET" -> talk.answers(200, appointment(book.require(id)));
            case "PUT" -> talk.answers(200, appointment(changed(id, talk.sent())));
            case "DELETE" -> {
                var _ = book.become(id, Status.DELETED, "", Optional.empty());
                talk.answersNothing(204);
            }
            default -> talk.answersNothing(405);
        }
    }

    private Visit changed(long id, ObjectNode sent) {
        var visit = book.require(id);
        var who = sent.path("providerId").asText(visit.practitioner());
        var start = sent.has("start") ? instant(sent.path("start").asText()) : visit.start();
        return book.moveBlindly(id, who, start);
    }

    private void hours(Talk talk) {
        var day = LocalDate.parse(talk.parameter("date").orElseThrow(EasyFace::incomplete));
        var who = talk.parameter("providerId").orElseThrow(EasyFace::incomplete);
        var service = talk.parameter("serviceId").orElseThrow(EasyFace::incomplete);
        if (!Book.PRACTITIONERS.containsKey(who) || !Book.SERVICES.containsKey(service)) {
            throw new Refusal(Refusal.Why.INVALID, "The provided ID does not exist.");
        }
        var hours = Talk.array();
        book.free(
                        Optional.of(who),
                        day.atStartOfDay(book.zone()).toInstant(),
                        day.plusDays(1).atStartOfDay(book.zone()).toInstant(),
                        Integer.MAX_VALUE)
                .forEach(time -> hours.add(HOUR.format(time.start().atZone(book.zone()))));
        talk.answers(200, hours);
    }

    private static Refusal incomplete() {
        return new Refusal(Refusal.Why.INVALID, "A parameter is missing.");
    }

    private List<ObjectNode> customers(String keyword) {
        return book.patientId(keyword).stream()
                .map(id -> Talk.object().put("id", Long.parseLong(id)).put("customField1", keyword))
                .toList();
    }

    private List<ObjectNode> appointments(Talk talk) {
        var keyword = talk.parameter("q").orElse("");
        var who = talk.parameter("providerId");
        var day = talk.parameter("date").map(LocalDate::parse);
        return book
                .all(visit -> visit.status() != Status.DELETED
                        && visit.note().contains(keyword)
                        && who.map(visit.practitioner()::equals).orElse(true)
                        && day.map(visit.start().atZone(book.zone()).toLocalDate()::equals)
                                .orElse(true))
                .stream()
                .map(this::appointment)
                .toList();
    }

    private Wish wish(ObjectNode sent) {
        var start = instant(sent.path("start").asText());
        var patient = book.patientReference(sent.path("customerId").asText());
        if (patient.isEmpty()) {
            throw new Refusal(Refusal.Why.INVALID, "The provided customer ID does not exist.");
        }
        return new Wish(
                sent.path("providerId").asText(),
                sent.path("serviceId").asText(),
                patient,
                start,
                sent.has("end") ? instant(sent.path("end").asText()) : start.plus(Book.LENGTH),
                "",
                sent.path("notes").asText(),
                "");
    }

    private ObjectNode appointment(Visit visit) {
        var says = Talk.object()
                .put("id", visit.id())
                .put("book", TIME.format(visit.created().atZone(book.zone())))
                .put("start", TIME.format(visit.start().atZone(book.zone())))
                .put("end", TIME.format(visit.end().atZone(book.zone())))
                .put("notes", visit.note())
                .put("status", ownWords.getOrDefault(visit.id(), WORDS.get(visit.status())))
                .put("providerId", Long.parseLong(visit.practitioner()))
                .put("serviceId", Long.parseLong(visit.service()));
        visit.patient().flatMap(book::patientId).ifPresent(id -> says.put("customerId", Long.parseLong(id)));
        return says;
    }

    private static ObjectNode provider(Map.Entry<String, String> who) {
        var says = Talk.object()
                .put("id", Long.parseLong(who.getKey()))
                .put("firstName", "")
                .put("lastName", who.getValue());
        var services = says.putArray("services");
        Book.SERVICES.keySet().forEach(service -> services.add(Long.parseLong(service)));
        return says;
    }

    private static ObjectNode service(Map.Entry<String, String> service) {
        return Talk.object()
                .put("id", Long.parseLong(service.getKey()))
                .put("name", service.getValue())
                .put("duration", Book.LENGTH.toMinutes());
    }

    /// Pages of `length`, the first being 1.
    private static void list(Talk talk, List<ObjectNode> all) {
        var length = talk.parameter("length").map(Integer::parseInt).orElse(20);
        var from = (talk.parameter("page").map(Integer::parseInt).orElse(1) - 1) * length;
        var page = Talk.array();
        all.subList(Math.min(from, all.size()), Math.min(from + length, all.size()))
                .forEach(page::add);
        talk.answers(200, page);
    }

    private Instant instant(String local) {
        try {
            return LocalDateTime.parse(local, TIME).atZone(book.zone()).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Refusal(Refusal.Why.INVALID, "A time is not one.");
        }
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,12}")) {
            throw new Refusal(Refusal.Why.UNKNOWN, "No such appointment.");
        }
        return Long.parseLong(text);
    }

    private static void say(Talk talk, int status, String message) {
        talk.answers(status, Talk.object().put("success", false).put("message", message));
    }
}
