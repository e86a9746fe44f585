package org.scapula.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Says no before an endpoint is reached, in the same words and the same form as an endpoint.
@Singleton
class EarlyRefusals {

    private final ObjectMapper json;

    EarlyRefusals(ObjectMapper json) {
        this.json = json;
    }

    void answer(RoutingContext routing, HttpProblem problem) {
        begin(routing, problem).end(text(problem));
    }

    /// For a request of which something may still be on its way: nobody will read it.
    void answerAndClose(RoutingContext routing, HttpProblem problem) {
        begin(routing, problem)
                .putHeader("Connection", "close")
                .end(text(problem))
                .onComplete(done -> routing.request().connection().close());
    }

    private static HttpServerResponse begin(RoutingContext routing, HttpProblem problem) {
        var response = routing.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString());
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        return response;
    }

    private String text(HttpProblem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
