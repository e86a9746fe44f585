package org.scapula.planner.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Looks names up. That may take as long as it pleases somebody's name server, so it is done by threads that
/// do nothing else, few of them, and nobody waits longer than a moment. A name is looked up once for all who
/// want to know it at a time, and no clinic has more than half of the threads: its name servers keep no
/// other's waiting.
@Singleton
class Names {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// Those who ask for a webhook sit and wait.
    private static final int ASKING = 8;

    /// Who wants to know. Those who ask for a webhook do not keep those waiting who are to be told, nor the
    /// other way about.
    enum Share {
        ASKING,
        TELLING
    }

    private final Vertx vertx;
    private final Room asking;
    private final Room telling;
    private final Counter unknown;

    Names(Vertx vertx, WebhookSettings settings, MeterRegistry metrics) {
        this.vertx = vertx;
        this.asking = new Room(Share.ASKING, ASKING);
        // More than are told at a time, because a look goes on when nobody waits for it any more.
        this.telling = new Room(Share.TELLING, 2 * settings.atOnce());
        this.unknown = Counter.builder("scapula.webhooks.unknown.names")
                .description("Times that the name of a receiver led nowhere, of those that are not allowed")
                .register(metrics);
    }

    /// @throws NoRoom where too much is being looked up already, so that nobody was asked
    Uni<List<InetAddress>> machinesOf(String host, Share share, String clinic) {
        var here = vertx.getOrCreateContext();
        return Uni.createFrom()
                .completionStage(() -> (share == Share.ASKING ? asking : telling).lookUp(host, clinic))
                // Each goes on where they were, whoever else was told first.
                .emitOn(next -> here.runOnContext(_ -> next.run()))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new NotReached(Failure.TIMEOUT));
    }

    private record LookUp(String clinic, CompletableFuture<List<InetAddress>> answer) {}

    private final class Room {

        private final WorkerExecutor workers;
        private final int threads;
        private final Map<String, LookUp> underWay = new HashMap<>();

        Room(Share share, int threads) {
            this.workers = vertx.createSharedWorkerExecutor("names-" + share, threads);
            this.threads = threads;
        }

        synchronized CompletionStage<List<InetAddress>> lookUp(String host, String clinic) {
            var same = underWay.get(host);
            var lookUp = same == null ? begun(host, clinic) : same;
            // A copy: whoever waits no longer ends their own waiting only.
            return lookUp.answer().copy();
        }

        private void refuseWithoutRoom(String clinic) {
            var its = underWay.values().stream()
                    .filter(one -> one.clinic().equals(clinic))
                    .count();
            if (underWay.size() >= threads || its >= threads / 2) {
                throw new NoRoom();
            }
        }

        private LookUp begun(String host, String clinic) {
            refuseWithoutRoom(clinic);
            var answer = new CompletableFuture<List<InetAddress>>();
            var lookUp = new LookUp(clinic, answer);
            underWay.put(host, lookUp);
            var _ = workers.executeBlocking(() -> lookedUp(host), false).onComplete(found -> {
                ended(host);
                if (found.succeeded()) {
                    var _ = answer.complete(found.result());
                } else {
                    var _ = answer.completeExceptionally(found.cause());
                }
            });
            return lookUp;
        }

        private synchronized void ended(String host) {
            var _ = underWay.remove(host);
        }
    }

    private List<InetAddress> lookedUp(String host) throws NotReached {
        try {
            return List.of(ask(host));
        } catch (UnknownHostException nobody) {
            unknown.increment();
            throw new NotReached(Failure.NOT_ALLOWED);
        }
    }

    InetAddress[] ask(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }
}
