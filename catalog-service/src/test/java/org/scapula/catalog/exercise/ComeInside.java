package org.scapula.catalog.exercise;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what gets past the door.
@Provider
public class ComeInside implements ContainerRequestFilter {

    static final AtomicInteger SO_FAR = new AtomicInteger();

    @Override
    public void filter(ContainerRequestContext request) {
        SO_FAR.incrementAndGet();
    }
}
