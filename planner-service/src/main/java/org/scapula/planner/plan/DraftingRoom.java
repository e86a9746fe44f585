package org.scapula.planner.plan;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;

/// Where plans are made: beside the threads that answer, and as many at once as there are processors.
@Singleton
class DraftingRoom {

    private final WorkerExecutor room;

    DraftingRoom(Vertx vertx) {
        room = vertx.createSharedWorkerExecutor("drafts", Runtime.getRuntime().availableProcessors());
    }

    /// Begins at once, so that whoever waits for the draft can do something else meanwhile.
    <T> Uni<T> begun(Callable<T> draft) {
        return Uni.createFrom()
                .completionStage(room.executeBlocking(draft, false).toCompletionStage());
    }

    @PreDestroy
    void close() {
        room.close();
    }
}
