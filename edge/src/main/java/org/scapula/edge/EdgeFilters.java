package org.scapula.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What happens to a request before any endpoint sees it, the first at the top.
@ApplicationScoped
class EdgeFilters {

    private static final int FIRST = 20_000;

    private final AccessLog log;
    private final Deadline deadline;
    private final HeadLimit head;
    private final BodyLimit body;
    private final EarlyRefusals refusals;
    private final Optional<List<String>> origins;

    EdgeFilters(
            AccessLog log,
            Deadline deadline,
            HeadLimit head,
            BodyLimit body,
            EarlyRefusals refusals,
            @ConfigProperty(name = "scapula.cors.origins") Optional<List<String>> origins) {
        this.log = log;
        this.deadline = deadline;
        this.head = head;
        this.body = body;
        this.refusals = refusals;
        this.origins = origins;
    }

    void install(@Observes Filters filters) {
        filters.register(TraceIds::begin, FIRST);
        filters.register(NotKept::watch, FIRST - 1);
        filters.register(log::follow, FIRST - 2);
        filters.register(deadline::watch, FIRST - 3);
        origins.ifPresent(listed -> filters.register(crossOrigin(listed)::handle, FIRST - 4));
        filters.register(head::check, FIRST - 5);
        filters.register(body::check, FIRST - 6);
    }

    void answerFailures(@Observes Router router) {
        router.route().order(-FIRST).failureHandler(this::answer);
    }

    private void answer(RoutingContext routing) {
        switch (routing.statusCode()) {
            case 413 -> refusals.answerAndClose(routing, BodyLimit.tooLarge());
            case 403 -> refusals.answer(routing, Problems.forbidden("Pages of this origin are not let in."));
            default -> routing.next();
        }
    }

    /// Not Quarkus' own filter: that takes part as soon as it is on, and refuses pages of this very service when a
    /// proxy
    /// in front of it speaks TLS.
    private static CorsHandler crossOrigin(List<String> origins) {
        return CorsHandler.create()
                .addOrigins(origins)
                .allowedMethods(
                        Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE))
                .allowedHeaders(Set.of("authorization", "content-type", "if-match", "if-none-match", Trace.HEADER))
                .exposedHeaders(Set.of("etag", "location", "retry-after"))
                .maxAgeSeconds(3600);
    }
}
