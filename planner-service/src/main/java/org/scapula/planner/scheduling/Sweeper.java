package org.scapula.planner.scheduling;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.scapula.planner.event.Events;

/// Looks, on every replica, for what nobody has done in time. Two never do the same: whoever locks a request has it.
@Singleton
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration TIDYING = Duration.ofHours(1);

    private final BookingRequests requests;
    private final Answers answers;
    private final Events events;
    private final Vertx vertx;
    private final SchedulingSettings settings;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    Sweeper(BookingRequests requests, Answers answers, Events events, Vertx vertx, SchedulingSettings settings) {
        this.requests = requests;
        this.answers = answers;
        this.events = events;
        this.vertx = vertx;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.sweep().toMillis(), _ -> look());
        vertx.setPeriodic(SOON.toMillis(), TIDYING.toMillis(), _ -> tidy());
    }

    private void look() {
        if (sweeping.compareAndSet(false, true)) {
            onItsOwn(() -> sweep().onTermination().invoke(() -> sweeping.set(false)), "What is overdue");
        }
    }

    private void tidy() {
        onItsOwn(this::tidied, "What is old");
    }

    /// A session wants a context to itself, and the one of a timer is shared.
    private void onItsOwn(Supplier<Uni<Void>> work, String what) {
        var alone = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(alone, true);
        alone.runOnContext(_ -> work.get()
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf(
                                "%s could not be looked up: %s",
                                what, failure.getClass().getName())));
    }

    /// What cannot be forgotten at one clinic keeps that of no other.
    Uni<Void> tidied() {
        return events.clinics().chain(this::forgetAll);
    }

    private Uni<Void> forgetAll(List<String> clinics) {
        var done = Uni.createFrom().voidItem();
        for (var clinic : clinics) {
            done = done.chain(() -> answers.forget(ErrandWorker.us(clinic))
                    .onFailure()
                    .recoverWithUni(failure -> {
                        LOG.warnf(
                                "Old answers of clinic %s stay for now: %s",
                                clinic, failure.getClass().getName());
                        return Uni.createFrom().voidItem();
                    }));
        }
        return done;
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
