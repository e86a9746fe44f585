package org.scapula.edge;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// One line for each request, with the template of its address: the address itself holds ids and references of people,
/// and the query may hold anything.
@Singleton
class AccessLog {

    static final String CATEGORY = "org.scapula.access";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private static final String TEMPLATE = "scapula.template";
    private static final String UNKNOWN = "-";

    /// A method is what the caller writes; only words of the standard are repeated.
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    void follow(RoutingContext routing) {
        if (LOG.isInfoEnabled()) {
            var begin = System.nanoTime();
            routing.addEndHandler(done -> write(routing, Duration.ofNanos(System.nanoTime() - begin)));
        }
        routing.next();
    }

    /// Ahead of filters that refuse.
    @ServerRequestFilter(priority = 0)
    void name(ResourceInfo resource, RoutingContext routing) {
        Routes.of(resource.getResourceMethod()).ifPresent(route -> name(routing, route));
    }

    static void name(RoutingContext routing, String route) {
        routing.put(TEMPLATE, route);
    }

    private static void write(RoutingContext routing, Duration took) {
        var method = routing.request().method();
        // Written for every request: put together, not formatted, which would cost more than all the rest of it.
        LOG.info((METHODS.contains(method) ? method.name() : UNKNOWN)
                + " " + Optional.<String>ofNullable(routing.get(TEMPLATE)).orElse(UNKNOWN)
                + " " + routing.response().getStatusCode()
                + " " + took.toMillis() + " ms");
    }
}
