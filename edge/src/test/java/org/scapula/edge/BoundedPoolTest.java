package org.scapula.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.TestDatabase;

/// One connection, one place in the queue, a real database.
class BoundedPoolTest {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = new BoundedPool(1, 1).create(new OneConnection());

    @AfterEach
    void close() {
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoFindsTheQueueFullIsToldAtOnceAndWhoWaitsTooLongIsToldThen() {
        var served = pool.query("select pg_sleep(2)").execute();
        var waiting = pool.query("select 1").execute();
        var tooMany = pool.query("select 1").execute();

        assertThat(answerTo(tooMany)).isEqualTo(503);
        assertThat(served.isComplete()).isFalse();
        assertThat(answerTo(waiting)).isEqualTo(503);
        assertThat(served.isComplete()).isFalse();
        assertThat(served.toCompletionStage().toCompletableFuture().join().size())
                .isEqualTo(1);
    }

    private static int answerTo(Future<RowSet<Row>> query) {
        var failure = catchThrowable(
                () -> query.toCompletionStage().toCompletableFuture().join());
        assertThat(failure).isInstanceOf(CompletionException.class);
        var answer = new ProblemMappers().unexpected(failure);
        assertThat(answer.getHeaderString("Retry-After")).isNotBlank();
        return answer.getStatus();
    }

    private final class OneConnection implements PgPoolCreator.Input {

        @Override
        public Vertx vertx() {
            return vertx;
        }

        @Override
        public PoolOptions poolOptions() {
            return new PoolOptions().setMaxSize(1);
        }

        @Override
        public List<PgConnectOptions> pgConnectOptionsList() {
            var database = TestDatabase.running();
            return List.of(new PgConnectOptions()
                    .setHost(database.host())
                    .setPort(database.port())
                    .setDatabase(database.name())
                    .setUser("triage_service")
                    .setPassword(database.passwordOf("triage")));
        }
    }
}
