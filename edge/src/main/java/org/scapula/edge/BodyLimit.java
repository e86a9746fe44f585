package org.scapula.edge;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// A body over the limit is refused in words, before it is read. (Quarkus' own check closes with an empty 413; it must
/// not be set lower than the largest of these.)
@Singleton
class BodyLimit {

    private static final long UNDECLARED = -1;

    private final EarlyRefusals refusals;
    private final long usual;
    private final Map<String, Long> larger;

    BodyLimit(
            EarlyRefusals refusals,
            @ConfigProperty(name = "scapula.http.max-body-bytes", defaultValue = "65536") long usual,
            @ConfigProperty(name = "scapula.http.larger-bodies") Optional<Map<String, Long>> larger) {
        this.refusals = refusals;
        this.usual = usual;
        this.larger = larger.orElse(Map.of());
    }

    static HttpProblem tooLarge() {
        return Problems.of(
                413,
                "body-too-large",
                "The body is too large",
                "The body is larger than this service reads.",
                Map.of());
    }

    /// The reader counts what comes without a declared length, and fails at the limit.
    void check(RoutingContext routing) {
        var limit = at(routing.normalizedPath());
        var declared = declaredLength(routing.request());
        if (declared > limit) {
            refusals.answerAndClose(routing, tooLarge());
        } else if (declared == UNDECLARED) {
            BodyHandler.create(false).setBodyLimit(limit).handle(routing);
        } else {
            routing.next();
        }
    }

    private long at(String address) {
        return larger.entrySet().stream()
                .filter(each ->
                        each.getKey().endsWith("/") ? address.startsWith(each.getKey()) : address.equals(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(usual);
    }

    private static long declaredLength(HttpServerRequest request) {
        var declared = request.getHeader("Content-Length");
        if (declared != null && declared.matches("\\d{1,18}")) {
            return Long.parseLong(declared);
        }
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD ? 0 : UNDECLARED;
    }
}
