package org.scapula.planner.scheduling;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Looks, on every replica, for what nobody has done in time. Two never do the same: whoever locks a request has it.
@Singleton
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private final BookingRequests requests;
    private final Vertx vertx;
    private final SchedulingSettings settings;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    Sweeper(BookingRequests requests, Vertx vertx, SchedulingSettings settings) {
        this.requests = requests;
        this.vertx = vertx;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.sweep().toMillis(), _ -> look());
    }

    /// A session wants a context to itself, and the one of a timer is shared.
    private void look() {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        var alone = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(alone, true);
        alone.runOnContext(_ -> sweep().onTermination()
                .invoke(() -> sweeping.set(false))
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf(
                                "What is overdue could not be looked up: %s",
                                failure.getClass().getName())));
    }

    /// One after the other; what fails is tried again in a minute and keeps nothing else waiting.
    Uni<Void> sweep() {
        return requests.due().chain(this::attendAll);
    }

    private Uni<Void> attendAll(List<BookingRequests.Due> all) {
        var done = Uni.createFrom().voidItem();
        for (var due : all) {
            done = done.chain(() -> requests.attend(due).onFailure().recoverWithUni(failure -> {
                LOG.warnf(
                        "Booking request %s could not be looked after: %s",
                        due.request(), failure.getClass().getName());
                return requests.postpone(due);
            }));
        }
        return done;
    }
}
