package org.scapula.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// A body over the limit is refused in words, before it is read.
@ApplicationScoped
class BodyLimit {

    /// Ahead of Quarkus' own check, which closes with an empty 413.
    private static final int BEFORE_THE_BODY_IS_READ = 10_000;

    private final ObjectMapper json;
    private final long limit;

    BodyLimit(
            ObjectMapper json,
            @ConfigProperty(name = "scapula.http.max-body-bytes", defaultValue = "65536") long limit) {
        this.json = json;
        this.limit = limit;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_BODY_IS_READ);
    }

    static HttpProblem tooLarge() {
        return Problems.of(
                413,
                "body-too-large",
                "The body is too large",
                "The body is larger than this service reads.",
                Map.of());
    }

    /// A body whose length was not declared is cut off by Quarkus while it is read; all that tells it apart is its
    /// message.
    static boolean wasExceeded(Throwable failure) {
        return failure instanceof IOException && "Request too large".equals(failure.getMessage());
    }

    private void check(RoutingContext routing) {
        if (declaredLength(routing.request()) > limit) {
            refuse(routing);
        } else {
            routing.next();
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        var declared = request.getHeader("Content-Length");
        return declared != null && declared.matches("\\d{1,18}") ? Long.parseLong(declared) : 0;
    }

    private void refuse(RoutingContext routing) {
        try {
            var response =
                    routing.response().setStatusCode(413).putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString());
            if (routing.request().version() != HttpVersion.HTTP_2) {
                response.putHeader("Connection", "close");
            }
            response.end(json.writeValueAsString(tooLarge()));
        } catch (JsonProcessingException impossible) {
            routing.fail(413, impossible);
        }
    }
}
