package org.scapula.triage.ruleset;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.scapula.edge.Problems;

/// Where what takes a processor for long is done: beside the event loops, one piece after another, so that whoever is
/// judged meanwhile still has the rest of the machine.
@Singleton
public class Workbench {

    /// Whoever came later would not be served within the time that a request has.
    private static final int MOST_WAITING = 6;

    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final WorkerExecutor bench;
    private final AtomicInteger waiting = new AtomicInteger();

    Workbench(Vertx vertx) {
        this.vertx = vertx;
        this.bench = vertx.createSharedWorkerExecutor("workbench", 1);
    }

    /// In its turn.
    public <T> Uni<T> work(Callable<T> piece) {
        return Uni.createFrom().deferred(() -> {
            if (waiting.incrementAndGet() > MOST_WAITING) {
                waiting.decrementAndGet();
                return Uni.createFrom().failure(busy());
            }
            return Uni.createFrom()
                    .completionStage(() -> bench.executeBlocking(piece).toCompletionStage())
                    .eventually(waiting::decrementAndGet);
        });
    }

    /// At once: for somebody who waits to be judged, or for a short piece of something long.
    public <T> Uni<T> now(Callable<T> piece) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(piece, false).toCompletionStage());
    }

    private static RuntimeException busy() {
        return Problems.retryable(
                503,
                "unavailable",
                "Not available now",
                "Other rule sets are being looked at; this one was not. Nothing was stored.",
                COME_BACK);
    }

    @PreDestroy
    void close() {
        bench.close();
    }
}
