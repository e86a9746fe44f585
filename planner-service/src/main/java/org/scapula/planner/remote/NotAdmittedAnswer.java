package org.scapula.planner.remote;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.scapula.edge.Problems;

/// Tells the person what their token lacks.
final class NotAdmittedAnswer {

    @ServerExceptionMapper
    Response of(NotAdmitted refused) {
        return Problems.forbidden(
                        "This asks " + refused.audience() + " in your name, and your token is not accepted there:"
                                + " it must also be meant for " + refused.audience() + ".")
                .toResponse();
    }
}
