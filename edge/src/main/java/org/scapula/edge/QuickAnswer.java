package org.scapula.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// What a service has at hand for an open endpoint, and can send before the request is taken apart for that endpoint.
/// Where there is the least doubt the endpoint answers.
public interface QuickAnswer {

    /// The address of the endpoint as that writes it, `/plans/{id}`: for the log and for the limits that stand on it.
    String route();

    /// Sends the answer when it is run; empty where the endpoint has to answer.
    Optional<Runnable> to(RoutingContext routing);
}
