package org.scapula.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// An answer that does not say how it may be kept is kept nowhere: most of them are about a person.
@ApplicationScoped
class NotKept {

    private static final int EARLY = 15_000;

    void install(@Observes Filters filters) {
        filters.register(NotKept::watch, EARLY);
    }

    private static void watch(RoutingContext routing) {
        routing.addHeadersEndHandler(sending -> {
            if (!routing.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
                routing.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            }
        });
        routing.next();
    }
}
