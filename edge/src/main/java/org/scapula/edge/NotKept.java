package org.scapula.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/// An answer that does not say how it may be kept is kept nowhere: most of them are about a person.
final class NotKept {

    private NotKept() {}

    static void watch(RoutingContext routing) {
        routing.addHeadersEndHandler(sending -> {
            if (!routing.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
                routing.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            }
        });
        routing.next();
    }
}
