package org.scapula.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Says no before an endpoint is reached, in the same words and the same form as an endpoint.
@Singleton
public class EarlyRefusals {

    private static final Duration STILL_SENDING = Duration.ofSeconds(2);

    private final ObjectMapper json;
    private final List<RefusalForm> forms;

    EarlyRefusals(ObjectMapper json, @All List<RefusalForm> forms) {
        this.json = json;
        this.forms = List.copyOf(forms);
    }

    public void answer(RoutingContext routing, HttpProblem problem) {
        begin(routing, problem).end(text(routing, problem));
    }

    /// For a request of which something may still be on its way. Whoever closes on a sender that has not done yet takes
    /// back the answer as well, so what comes in the next moments is thrown away first.
    void answerAndClose(RoutingContext routing, HttpProblem problem) {
        begin(routing, problem)
                .putHeader("Connection", "close")
                .end(text(routing, problem))
                .onComplete(done -> closeWhenAllHasCome(routing));
    }

    private static void closeWhenAllHasCome(RoutingContext routing) {
        var request = routing.request();
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        var patience = routing.vertx()
                .setTimer(STILL_SENDING.toMillis(), late -> request.connection().close());
        request.end().onComplete(come -> {
            routing.vertx().cancelTimer(patience);
            request.connection().close();
        });
        request.resume();
    }

    private HttpServerResponse begin(RoutingContext routing, HttpProblem problem) {
        var response = routing.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(
                        "Content-Type",
                        form(routing).map(RefusalForm::mediaType).orElse(HttpProblem.MEDIA_TYPE.toString()));
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        return response;
    }

    private Optional<RefusalForm> form(RoutingContext routing) {
        return forms.stream()
                .filter(form -> form.isSpokenAt(String.valueOf(routing.normalizedPath())))
                .findFirst();
    }

    private String text(RoutingContext routing, HttpProblem problem) {
        try {
            return json.writeValueAsString(
                    form(routing).map(form -> form.of(problem)).orElse(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
