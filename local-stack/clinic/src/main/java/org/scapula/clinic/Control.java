package org.scapula.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.scapula.clinic.Moods.Mood;
import org.scapula.clinic.Visit.Status;

/// What the people at the clinic do, and how its system feels: moods, patients, what becomes of visits. No scheduling
/// system has such a door; it is here so that everything can be tried.
final class Control {

    private final Book book;
    private final Moods moods;
    private final SmartDesk desk;
    private final EasyFace easy;
    private final PollingFace polling;
    private final AtomicInteger asked;
    private final AtomicInteger written;

    Control(
            Book book,
            Moods moods,
            SmartDesk desk,
            EasyFace easy,
            PollingFace polling,
            AtomicInteger asked,
            AtomicInteger written) {
        this.book = book;
        this.moods = moods;
        this.desk = desk;
        this.easy = easy;
        this.polling = polling;
        this.asked = asked;
        this.written = written;
    }

    void answer(Talk talk) {
        var path = talk.path().subList(1, talk.path().size());
        switch (talk.method() + " " + String.join("/", path)) {
            case "GET health" -> talk.answers(200, Talk.object().put("up", true));
            case "GET asked" -> asked(talk);
            case "GET visits" -> visits(talk);
            case "POST visits" -> {
                book.writeManyForOthers(talk.sent().path("many").asInt());
                talk.answersNothing(204);
            }
            case "PUT mood" -> mood(talk);
            case "POST patients" -> {
                var _ = book.admit(talk.sent().path("reference").asText());
                talk.answersNothing(204);
            }
            case "PUT clients" -> {
                desk.register(
                        talk.sent().path("client").asText(),
                        talk.sent().path("jwks").toString());
                talk.answersNothing(204);
            }
            case "DELETE tokens" -> {
                desk.forgetTokens();
                talk.answersNothing(204);
            }
            case "PUT opening" -> {
                book.opensFor(
                        Instant.parse(talk.sent().path("from").asText()),
                        Instant.parse(talk.sent().path("until").asText()));
                talk.answersNothing(204);
            }
            case "PUT rate" -> {
                polling.allowsPerMinute(talk.sent().path("perMinute").asInt());
                talk.answersNothing(204);
            }
            case "POST clock" -> {
                book.letPass(Duration.parse(talk.sent().path("plus").asText()));
                talk.answersNothing(204);
            }
            default -> {
                if (path.size() == 3
                        && path.getFirst().equals("visits")
                        && path.get(2).equals("status")) {
                    report(talk, Long.parseLong(path.get(1)));
                } else if (path.size() == 3
                        && path.getFirst().equals("visits")
                        && path.get(2).equals("start")) {
                    move(talk, Long.parseLong(path.get(1)));
                } else if (path.size() == 3
                        && path.getFirst().equals("visits")
                        && path.get(2).equals("word")) {
                    easy.calls(
                            Long.parseLong(path.get(1)),
                            talk.sent().path("word").asText());
                    talk.answersNothing(204);
                } else if (path.size() == 2 && path.getFirst().equals("patients")) {
                    talk.answers(
                            200,
                            Talk.object()
                                    .put("known", book.patientId(path.get(1)).isPresent()));
                } else {
                    talk.answersNothing(404);
                }
            }
        }
    }

    /// How much has come to it, and how many orders for a visit in each of its moods.
    private void asked(Talk talk) {
        var says = Talk.object().put("requests", asked.get()).put("writes", written.get());
        var orders = says.putObject("orders");
        moods.orders().forEach((mood, many) -> orders.put(mood.name(), many));
        talk.answers(200, says);
    }

    private void mood(Talk talk) {
        var mood = Mood.valueOf(talk.sent().path("mood").asText());
        moods.become(
                mood,
                talk.sent().path("times").asInt(Integer.MAX_VALUE),
                talk.sent().path("ofOrders").asBoolean());
        book.confirmsLater(mood == Mood.LATE_CONFIRMATION);
        talk.answersNothing(204);
    }

    /// The desk says what became of a visit: it is confirmed, has taken place, nobody came, or it is cancelled.
    private void report(Talk talk, long id) {
        var status = Status.valueOf(talk.sent().path("status").asText().toUpperCase(Locale.ROOT));
        talk.answers(200, shown(book.become(id, status, "by the clinic", Optional.empty())));
    }

    private void move(Talk talk, long id) {
        var start = Instant.parse(talk.sent().path("start").asText());
        var who = book.require(id).practitioner();
        talk.answers(
                200,
                shown(
                        talk.sent().path("blindly").asBoolean()
                                ? book.moveBlindly(id, who, start)
                                : book.move(id, who, start, Optional.empty())));
    }

    private void visits(Talk talk) {
        var all = Talk.array();
        book.all(_ -> true).forEach(visit -> all.add(shown(visit)));
        talk.answers(200, all);
    }

    private ObjectNode shown(Visit visit) {
        var key = visit.key().isEmpty() ? visit.note() : visit.key();
        var says = Talk.object()
                .put("id", visit.id())
                .put("practitioner", visit.practitioner())
                .put("service", visit.service())
                .put("start", visit.start().toString())
                .put("end", visit.end().toString())
                .put("status", visit.status().name())
                .put("key", key)
                .put("reason", visit.reason())
                .put("referral", visit.referral())
                .put("held", visit.heldUntil().isPresent())
                .put("heldInVain", visit.isHeldInVain(book.now()));
        visit.patient().ifPresent(patient -> says.put("patient", patient));
        return says;
    }
}
