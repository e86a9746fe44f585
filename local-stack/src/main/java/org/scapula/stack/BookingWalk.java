package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One person's way from symptoms to a visit, over the public HTTP interfaces only and with their own token.
final class BookingWalk {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Clock CLOCK = Clock.systemUTC();

    private final Api api;
    private final Journey journey;
    private final URI planner;

    BookingWalk(Api api, URI triage, URI planner) {
        this.api = api;
        this.journey = new Journey(api, triage, planner);
        this.planner = planner;
    }

    static Person whoseBackIsNoBetter() {
        return Person.withAnAchingUpperBack().with("selfCareDaysNoBetter", 9);
    }

    JsonNode assessed() throws InterruptedException {
        return journey.assess(whoseBackIsNoBetter());
    }

    /// The address of the request.
    URI asked(JsonNode assessment) throws InterruptedException {
        var answer = Journey.patiently(() -> post(
                        planner.resolve("/v1/booking-requests"),
                        "{\"assessmentId\":\"" + assessment.path("id").asText() + "\"}"))
                .orFail(201);
        return planner.resolve(
                answer.response().headers().firstValue("Location").orElseThrow());
    }

    JsonNode read(URI request) throws InterruptedException {
        return api.get(request).orFail(200).body();
    }

    /// The first of those times that are offered.
    JsonNode chosenFirst(URI request) throws InterruptedException {
        return chosen(request, offers(request).path(0));
    }

    /// The last one: there is time for something to go wrong.
    JsonNode chosen(URI request) throws InterruptedException {
        var offers = offers(request);
        return chosen(request, offers.path(offers.size() - 1));
    }

    JsonNode offers(URI request) throws InterruptedException {
        return api.get(URI.create(request + "/slots")).orFail(200).body().path("slots");
    }

    JsonNode chosen(URI request, JsonNode slot) throws InterruptedException {
        var _ = chooses(request, slot).orFail(200);
        return slot;
    }

    /// The answer to a choice that may be refused.
    Api.Answer chooses(URI request, JsonNode slot) throws InterruptedException {
        return tried(request, "choice", Map.of("slotId", slot.path("id").asText()));
    }

    void cancel(URI request) throws InterruptedException {
        var _ = tried(request, "cancellation", Map.of("reason", "FEELING_BETTER"))
                .orFail(200);
    }

    /// What the clinic does with a request, of one of its times.
    JsonNode moved(URI request, String move, JsonNode slot) throws InterruptedException {
        var body = Map.of(
                "move",
                move,
                "slot",
                Map.of(
                        "practitioner", slot.path("practitioner").asText(),
                        "start", slot.path("start").asText(),
                        "end", slot.path("end").asText()));
        return tried(request, "moves", body).orFail(200).body();
    }

    /// The same, where no time has to be said.
    JsonNode moved(URI request, String move) throws InterruptedException {
        return tried(request, "moves", Map.of("move", move)).orFail(200).body();
    }

    private Api.Answer tried(URI request, String what, Map<String, Object> body) throws InterruptedException {
        for (var tries = 5; ; tries--) {
            var tag = api.get(request)
                    .orFail(200)
                    .response()
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            var answer = api.send(HttpRequest.newBuilder(URI.create(request + "/" + what))
                    .header("Content-Type", "application/json")
                    .header("If-Match", tag)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(Api.json(body)));
            // Somebody else, our own errand for instance, was faster.
            if (answer.status() != 412 || tries == 0) {
                return answer;
            }
        }
    }

    private Api.Answer post(URI address, String body) throws InterruptedException {
        return api.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Until it is in one of these states, and which.
    String becomes(URI request, String... states) throws InterruptedException {
        var until = CLOCK.instant().plus(PATIENCE);
        while (true) {
            var state = read(request).path("state").asText();
            if (List.of(states).contains(state)) {
                return state;
            }
            if (CLOCK.instant().isAfter(until)) {
                throw new IllegalStateException("Still " + state + ", not " + String.join(" or ", states));
            }
            Thread.sleep(250);
        }
    }

    static void awaitStart(JsonNode slot) throws InterruptedException {
        var left = Duration.between(
                CLOCK.instant(), Instant.parse(slot.path("start").asText()).plusSeconds(1));
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }
}
