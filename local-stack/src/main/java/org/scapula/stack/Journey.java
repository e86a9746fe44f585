package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;

/// What Scapula is for: from the answers of one person to this week's plan, over the public HTTP interfaces only, asked
/// with that person's own token.
final class Journey {

    private static final int ATTEMPTS = 5;

    private final Api api;
    private final URI triage;
    private final URI planner;

    Journey(Api api, URI triage, URI planner) {
        this.api = api;
        this.triage = triage;
        this.planner = planner;
    }

    record Outcome(JsonNode assessment, JsonNode plan) {}

    Outcome walk(Person person) throws InterruptedException {
        var assessment = assess(person);
        var plan = planWithPatience(person, assessment.path("id").asText())
                .orFail(201)
                .body();
        return new Outcome(assessment, plan);
    }

    JsonNode assess(Person person) throws InterruptedException {
        var questionnaire =
                api.get(triage.resolve("/questionnaire")).orFail(200).body();
        return api.post(triage.resolve("/assessments"), person.answersTo(questionnaire))
                .orFail(201)
                .body();
    }

    /// As a client should: where it says "try again in a few seconds", it is tried again. Services that have only just
    /// started on a busy machine say so.
    static Api.Answer patiently(Asking asking) throws InterruptedException {
        var answer = asking.ask();
        for (var again = 0; again < ATTEMPTS && answer.status() == 503; again++) {
            Thread.sleep(Duration.ofSeconds(
                    answer.response().headers().firstValueAsLong("Retry-After").orElse(1)));
            answer = asking.ask();
        }
        return answer;
    }

    /// One request.
    interface Asking {

        Api.Answer ask() throws InterruptedException;
    }

    Api.Answer planWithPatience(Person person, String assessmentId) throws InterruptedException {
        return patiently(() -> plan(person, assessmentId));
    }

    Api.Answer plan(Person person, String assessmentId) throws InterruptedException {
        return api.post(planner.resolve("/plans"), person.weekFor(assessmentId));
    }
}
