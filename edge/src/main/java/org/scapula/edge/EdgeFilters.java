package org.scapula.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What happens to a request before any endpoint sees it, the first at the top.
@ApplicationScoped
class EdgeFilters {

    private static final int FIRST = 20_000;

    void install(@Observes Filters filters) {
        filters.register(TraceIds::begin, FIRST);
    }
}
