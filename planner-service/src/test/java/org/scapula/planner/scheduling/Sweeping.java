package org.scapula.planner.scheduling;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/// Looks for what is overdue at the moment a test says so.
@ApplicationScoped
public class Sweeping {

    private final Sweeper sweeper;

    Sweeping(Sweeper sweeper) {
        this.sweeper = sweeper;
    }

    public void now() {
        await(sweeper::sweep);
    }

    /// What is otherwise done once an hour.
    public void tidies() {
        await(sweeper::tidied);
    }

    private static void await(Supplier<Uni<Void>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
