package org.scapula.planner.scheduling;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;

/// Looks for what is overdue at the moment a test says so.
@ApplicationScoped
public class Sweeping {

    private final Sweeper sweeper;

    Sweeping(Sweeper sweeper) {
        this.sweeper = sweeper;
    }

    public void now() {
        try {
            VertxContextSupport.subscribeAndAwait(sweeper::sweep);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
