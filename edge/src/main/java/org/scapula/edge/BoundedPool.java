package org.scapula.edge;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Connections to the database, and a queue before them that has an end: whoever cannot be served soon is told at once,
/// instead of waiting until everybody's patience is over. Nor does anybody wait on a connection whose other end is
/// gone without a word: the database answers or gives up within seconds, so one on which nothing comes or goes for
/// longer is given up.
@Singleton
class BoundedPool implements PgPoolCreator {

    private final int queue;
    private final int seconds;
    private final int silence;

    BoundedPool(
            @ConfigProperty(name = "scapula.database-queue.length", defaultValue = "100") int queue,
            @ConfigProperty(name = "scapula.database-queue.seconds", defaultValue = "2") int seconds,
            @ConfigProperty(name = "scapula.database-silence.seconds", defaultValue = "60") int silence) {
        this.queue = queue;
        this.seconds = seconds;
        this.silence = silence;
    }

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setMaxWaitQueueSize(queue)
                        .setConnectionTimeout(seconds)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(noticing(input.pgConnectOptionsList().getFirst()))
                .using(input.vertx())
                .build();
    }

    /// What the JDK's sockets cannot be told, native ones can.
    private PgConnectOptions noticing(PgConnectOptions options) {
        options.setIdleTimeout(silence)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpKeepAlive(true)
                .setTcpUserTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(silence)));
        return options;
    }
}
