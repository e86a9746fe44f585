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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Goes round for as long as the service runs: what happened is given its place, and what is due is told.
/// Every replica does; the database sees to it that they do not get in each other's way. A notice of the
/// database makes it sooner, and nothing but the look every few seconds is relied on.
@Singleton
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration TIDYING = Duration.ofHours(1);

    /// Longer than anything of ours takes: the database gives up sooner, if it is there, and so do receivers.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deliveries deliveries;
    private final Courier courier;
    private final Notices notices;
    private final WebhookSettings settings;
    private final Vertx vertx;
    private final Pool pool;

    private final AtomicBoolean announced = new AtomicBoolean();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicBoolean well = new AtomicBoolean(true);
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Set<Delivery> underWay = ConcurrentHashMap.newKeySet();
    private final Turns turns = new Turns(this::oneRound, PATIENCE, this::wellAgain, this::eventsWait);

    Rounds(Deliveries deliveries, Courier courier, Notices notices, WebhookSettings settings, Vertx vertx, Pool pool) {
        this.deliveries = deliveries;
        this.courier = courier;
        this.notices = notices;
        this.settings = settings;
        this.vertx = vertx;
        this.pool = pool;
    }

    /// At once, so that it hears of what happens from the beginning.
    void begin(@Observes StartupEvent event) {
        vertx.runOnContext(_ -> look());
        vertx.setPeriodic(settings.poll().toMillis(), _ -> look());
        vertx.setPeriodic(SOON.toMillis(), TIDYING.toMillis(), _ -> tidy());
    }

    private void look() {
        listen();
        go();
    }

    private void tidy() {
        tidied().subscribe().with(_ -> {}, failure -> tell("What is old stays for now", failure));
    }

    /// What cannot be forgotten of one kind keeps nothing else.
    Uni<Void> tidied() {
        return deliveries
                .forget(this::stuck)
                .onFailure()
                .invoke(this::stuck)
                .onFailure()
                .recoverWithNull()
                .chain(() -> notices.forget(this::stuck));
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

    private void go() {
        if (!ended.get()) {
            turns.take();
        }
    }

    /// What cannot be placed does not keep from being told what has been.
    private Uni<Void> oneRound() {
        well.set(true);
        return deliveries
                .place(this::stuck)
                .ifNoItem()
                .after(PATIENCE.dividedBy(2))
                .fail()
                .onFailure()
                .invoke(this::stuck)
                .onFailure()
                .recoverWithItem(false)
                .invoke(this::goOn)
                .chain(this::takeWhatIsDue);
    }

    private void goOn(boolean thereIsMore) {
        if (thereIsMore) {
            go();
        }
    }

    private Uni<Void> takeWhatIsDue() {
        return underWay.size() >= settings.atOnce()
                ? Uni.createFrom().voidItem()
                : deliveries
                        .take(List.copyOf(underWay))
                        .invoke(taken -> taken.forEach(this::deliver))
                        .replaceWithVoid();
    }

    private void deliver(Delivery delivery) {
        underWay.add(delivery);
        courier.take(delivery)
                .chain(answer -> deliveries.settle(delivery, answer))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onTermination()
                .invoke(() -> underWay.remove(delivery))
                .subscribe()
                // It is due again when the lease is over, so the receiver may hear it twice.
                .with(_ -> go(), failure -> tell("How a delivery ended could not be noted", failure));
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

    private void hangUp(SqlConnection connection) {
        listening.set(false);
        var _ = connection.close();
    }

    private void wellAgain() {
        if (well.get()) {
            troubled.set(false);
        }
    }

    /// The next look comes by itself.
    private void eventsWait(Throwable failure) {
        tell("Events wait", failure);
    }

    private void stuck(Throwable failure) {
        tell("What happened at a clinic waits", failure);
    }

    /// Once until it is well again: whoever looks every two seconds need not say so every two seconds.
    private void tell(String what, Throwable failure) {
        well.set(false);
        if (!ended.get() && !troubled.getAndSet(true)) {
            LOG.warnf("%s: %s", what, failure.getClass().getName());
        }
    }

    @PreDestroy
    void end() {
        ended.set(true);
    }
}
