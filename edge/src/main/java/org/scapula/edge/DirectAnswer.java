package org.scapula.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/// Says no before there is an endpoint to say it: the same problems, written by hand.
@ApplicationScoped
class DirectAnswer {

    private final ObjectMapper json;

    DirectAnswer(ObjectMapper json) {
        this.json = json;
    }

    void refuse(RoutingContext routing, HttpProblem problem) {
        var response = routing.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString());
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, String.valueOf(value)));
        try {
            response.end(json.writeValueAsString(problem)).onFailure(routing::fail);
        } catch (JsonProcessingException impossible) {
            routing.fail(impossible);
        }
    }
}
