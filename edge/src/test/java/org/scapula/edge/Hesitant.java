package org.scapula.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Takes a request at the door and leaves it to the endpoint after all.
@ApplicationScoped
class Hesitant implements QuickAnswer {

    @Override
    public String route() {
        return "/echo/trace";
    }

    @Override
    public Optional<Runnable> to(RoutingContext routing) {
        return routing.request().uri().equals(route()) ? Optional.of(routing::next) : Optional.empty();
    }
}
