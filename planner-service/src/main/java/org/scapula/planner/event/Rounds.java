package org.scapula.planner.event;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Goes round for as long as the service runs: what happened is given its place, and what is due is told.
/// Every replica does; the database sees to it that they do not get in each other's way. A notice of the
/// database makes it sooner, and nothing but the look every few seconds is relied on.
@Singleton
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration TIDYING = Duration.ofHours(1);

    private final Deliveries deliveries;
    private final Courier courier;
    private final Notices notices;
    private final WebhookSettings settings;
    private final Vertx vertx;
    private final Pool pool;

    private final AtomicBoolean announced = new AtomicBoolean();
    private final AtomicBoolean round = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<UUID, Integer> underWayEach = new ConcurrentHashMap<>();

    Rounds(Deliveries deliveries, Courier courier, Notices notices, WebhookSettings settings, Vertx vertx, Pool pool) {
        this.deliveries = deliveries;
        this.courier = courier;
        this.notices = notices;
        this.settings = settings;
        this.vertx = vertx;
        this.pool = pool;
    }

    void begin(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.poll().toMillis(), _ -> look());
        vertx.setPeriodic(SOON.toMillis(), TIDYING.toMillis(), _ -> tidy());
    }

    private void look() {
        listen();
        go();
    }

    private void tidy() {
        deliveries
                .forget()
                .chain(notices::forget)
                .subscribe()
                .with(_ -> {}, failure -> tell("What is old stays for now", failure));
    }

    /// What is told within a moment is placed together: a round costs as much for one event as for many.
    private void soon() {
        if (announced.compareAndSet(false, true)) {
            vertx.setTimer(settings.gather().toMillis(), _ -> {
                announced.set(false);
                go();
            });
        }
    }

    /// One round at a time; who comes meanwhile makes it another.
    private void go() {
        if (ended.get()) {
            return;
        }
        again.set(true);
        if (round.compareAndSet(false, true)) {
            again.set(false);
            Uni.createFrom().deferred(this::oneRound).subscribe().with(_ -> rest(), this::restTroubled);
        }
    }

    private Uni<Void> oneRound() {
        return deliveries.place().chain(this::takeWhatIsDue);
    }

    private Uni<Void> takeWhatIsDue() {
        var free = settings.atOnce() - underWay.get();
        return free <= 0
                ? Uni.createFrom().voidItem()
                : deliveries
                        .take(free, busy())
                        .invoke(taken -> taken.forEach(this::deliver))
                        .replaceWithVoid();
    }

    private void rest() {
        troubled.set(false);
        round.set(false);
        if (again.get()) {
            go();
        }
    }

    /// The next look comes by itself.
    private void restTroubled(Throwable failure) {
        round.set(false);
        tell("Events wait", failure);
    }

    private void deliver(Delivery delivery) {
        underWay.incrementAndGet();
        underWayEach.merge(delivery.webhook(), 1, Integer::sum);
        courier.take(delivery)
                .chain(answer -> deliveries.settle(delivery, answer))
                .onTermination()
                .invoke(() -> returned(delivery))
                .subscribe()
                // It is due again when the lease is over, so the receiver may hear it twice.
                .with(_ -> go(), failure -> tell("How a delivery ended could not be noted", failure));
    }

    private void returned(Delivery delivery) {
        underWay.decrementAndGet();
        underWayEach.computeIfPresent(delivery.webhook(), (_, many) -> many > 1 ? many - 1 : null);
    }

    private List<UUID> busy() {
        return underWayEach.entrySet().stream()
                .filter(each -> each.getValue() >= settings.atOnceEach())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// On a connection of its own, for as long as it holds.
    private void listen() {
        if (!ended.get() && listening.compareAndSet(false, true)) {
            pool.getConnection().onSuccess(this::listenOn).onFailure(_ -> listening.set(false));
        }
    }

    private void listenOn(SqlConnection connection) {
        PgConnection.cast(connection).notificationHandler(_ -> soon()).closeHandler(_ -> listening.set(false));
        connection.query("listen planner_events").execute().onFailure(_ -> hangUp(connection));
    }

    private static void hangUp(SqlConnection connection) {
        var _ = connection.close();
    }

    /// Once until it is well again: whoever looks every two seconds need not say so every two seconds.
    private void tell(String what, Throwable failure) {
        if (!ended.get() && !troubled.getAndSet(true)) {
            LOG.warnf("%s: %s", what, failure.getClass().getName());
        }
    }

    @PreDestroy
    void end() {
        ended.set(true);
    }
}
