package org.scapula.edge;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jboss.logging.MDC;

/// The id under which everything that one request causes can be found.
///
/// Kept by hand: quarkus-opentelemetry, with nothing exported and nothing recorded, cost several times the CPU of a
/// small request, and up to a second of every start.
public final class TraceIds {

    static final String NAME = "traceId";

    private static final String TRACE = "scapula.trace";

    private TraceIds() {}

    /// Never empty inside a request; empty outside of one.
    public static String current() {
        return trace().map(Trace::id).orElse("");
    }

    static Optional<Trace> trace() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(TRACE) : Optional.empty();
    }

    /// First of all that is done with a request, so that no refusal and no line of the log is without the id.
    static void begin(RoutingContext routing) {
        var trace = Trace.of(routing.request().getHeader(Trace.HEADER));
        ContextLocals.put(TRACE, trace);
        MDC.put(NAME, trace.id());
        routing.next();
    }
}
