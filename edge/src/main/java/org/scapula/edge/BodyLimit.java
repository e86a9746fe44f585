package org.scapula.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// A body over the limit is refused in words, before it is read.
@ApplicationScoped
class BodyLimit {

    /// Ahead of Quarkus' own check, which closes with an empty 413.
    private static final int BEFORE_THE_BODY_IS_READ = 10_000;

    private static final long UNDECLARED = -1;

    private final ObjectMapper json;
    private final long limit;
    private final BodyHandler reader;

    BodyLimit(
            ObjectMapper json,
            @ConfigProperty(name = "scapula.http.max-body-bytes", defaultValue = "65536") long limit) {
        this.json = json;
        this.limit = limit;
        this.reader = BodyHandler.create(false).setBodyLimit(limit);
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_BODY_IS_READ);
    }

    void answerFailures(@Observes Router router) {
        router.route().order(-BEFORE_THE_BODY_IS_READ).failureHandler(this::answer);
    }

    static HttpProblem tooLarge() {
        return Problems.of(
                413,
                "body-too-large",
                "The body is too large",
                "The body is larger than this service reads.",
                Map.of());
    }

    private void check(RoutingContext routing) {
        var declared = declaredLength(routing.request());
        if (declared > limit) {
            refuse(routing);
        } else if (declared == UNDECLARED) {
            reader.handle(routing);
        } else {
            routing.next();
        }
    }

    /// The reader counts what comes without a declared length, and gives up at the limit.
    private void answer(RoutingContext routing) {
        if (routing.statusCode() == 413) {
            refuse(routing);
        } else {
            routing.next();
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        var declared = request.getHeader("Content-Length");
        if (declared != null && declared.matches("\\d{1,18}")) {
            return Long.parseLong(declared);
        }
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD ? 0 : UNDECLARED;
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
