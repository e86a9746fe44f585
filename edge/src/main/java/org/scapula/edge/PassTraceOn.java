package org.scapula.edge;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.ext.Provider;

/// Neighbours work under the same trace as the request that made us ask them.
@Provider
@ConstrainedTo(RuntimeType.CLIENT)
public class PassTraceOn implements ClientRequestFilter {

    @Override
    public void filter(ClientRequestContext request) {
        TraceIds.trace().ifPresent(trace -> request.getHeaders().putSingle(Trace.HEADER, trace.next()));
    }
}
