package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Looks names up. That may take as long as it pleases somebody's name server, so it is done by threads that do
/// nothing else, few of them, and nobody waits longer than a moment; who finds them all busy is told so.
@Singleton
class Names {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// Who wants to know. Those who ask for a webhook do not keep those waiting who are to be told, nor the other way
    /// about.
    enum Share {
        ASKING,
        TELLING
    }

    private final Room asking;
    private final Room telling;

    Names(Vertx vertx, WebhookSettings settings) {
        this.asking = Room.of(vertx, Share.ASKING, 4, 12);
        this.telling = Room.of(vertx, Share.TELLING, 8, settings.atOnce());
    }

    /// Those who look up, and how many of them there may be with those who wait for it.
    private record Room(WorkerExecutor workers, Semaphore places) {

        static Room of(Vertx vertx, Share share, int workers, int places) {
            return new Room(
                    vertx.createSharedWorkerExecutor("names-" + share, workers),
                    new Semaphore(Math.max(workers, places)));
        }
    }

    Uni<List<InetAddress>> machinesOf(String host, Share share) {
        return Uni.createFrom()
                .deferred(() -> lookUp(host, share == Share.ASKING ? asking : telling))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new NotReached(Failure.TIMEOUT));
    }

    private Uni<List<InetAddress>> lookUp(String host, Room room) {
        if (!room.places().tryAcquire()) {
            return Uni.createFrom().failure(new NotReached(Failure.TIMEOUT));
        }
        return Uni.createFrom()
                .completionStage(() -> room.workers()
                        .executeBlocking(() -> lookedUp(host, room.places()), false)
                        .toCompletionStage());
    }

    private List<InetAddress> lookedUp(String host, Semaphore places) throws NotReached {
        try {
            return List.of(ask(host));
        } catch (UnknownHostException nobody) {
            throw new NotReached(Failure.UNKNOWN_NAME);
        } finally {
            places.release();
        }
    }

    InetAddress[] ask(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }
}
