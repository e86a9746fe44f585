package org.scapula.edge;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Connections to the database, and a queue before them that has an end: whoever cannot be served soon is told at once,
/// instead of waiting until everybody's patience is over.
@Singleton
class BoundedPool implements PgPoolCreator {

    private final int queue;
    private final int seconds;

    BoundedPool(
            @ConfigProperty(name = "scapula.database-queue.length", defaultValue = "100") int queue,
            @ConfigProperty(name = "scapula.database-queue.seconds", defaultValue = "2") int seconds) {
        this.queue = queue;
        this.seconds = seconds;
    }

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setMaxWaitQueueSize(queue)
                        .setConnectionTimeout(seconds)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(input.pgConnectOptionsList().getFirst())
                .using(input.vertx())
                .build();
    }
}
