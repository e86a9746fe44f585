package org.scapula.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.TestDatabase;

/// One connection, one place in the queue, a real database.
class BoundedPoolTest {

    private final Vertx vertx = Vertx.vertx();
    private final Relay relay =
            new Relay(TestDatabase.running().host(), TestDatabase.running().port());
    private final Pool pool = new BoundedPool(1, 1, 3).create(new OneConnection());

    @AfterEach
    void close() throws IOException {
        relay.close();
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

    @Test
    void whoeverFallsSilentIsNotWaitedForAndAnotherConnectionIsMade() {
        assertThat(joined(pool.query("select 1").execute()).size()).isEqualTo(1);
        relay.fallSilent();

        var lost = pool.query("select 1").execute();

        assertThatThrownBy(() -> lost.toCompletionStage().toCompletableFuture().get(6, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        relay.speakAgain();
        assertThat(joined(answered()).size()).isEqualTo(1);
    }

    /// The pool learns a moment later than who waited that the connection is gone; until then it hands it out.
    private Future<RowSet<Row>> answered() {
        return pool.query("select 1").execute().recover(closed -> {
            assertThat(answerTo(Future.failedFuture(closed))).isEqualTo(503);
            return vertx.timer(50, TimeUnit.MILLISECONDS)
                    .compose(_ -> pool.query("select 1").execute());
        });
    }

    private static RowSet<Row> joined(Future<RowSet<Row>> query) {
        return query.toCompletionStage().toCompletableFuture().join();
    }

    /// A line to the database that stays open when nothing comes over it any more.
    private static final class Relay {

        private final ServerSocket door;
        private volatile boolean silent;

        Relay(String host, int port) {
            try {
                door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            var _ = Thread.startVirtualThread(() -> accept(host, port));
        }

        int port() {
            return door.getLocalPort();
        }

        void fallSilent() {
            silent = true;
        }

        void speakAgain() {
            silent = false;
        }

        void close() throws IOException {
            door.close();
        }

        private void accept(String host, int port) {
            while (!door.isClosed()) {
                try {
                    var caller = door.accept();
                    var database = new Socket(host, port);
                    var _ = Thread.startVirtualThread(() -> carry(caller, database));
                    var _ = Thread.startVirtualThread(() -> carry(database, caller));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void carry(Socket from, Socket to) {
            var some = new byte[8192];
            try (from;
                    to) {
                for (var read = from.getInputStream().read(some);
                        read >= 0;
                        read = from.getInputStream().read(some)) {
                    if (!silent) {
                        to.getOutputStream().write(some, 0, read);
                    }
                }
            } catch (IOException over) {
                // Both ends are closed.
            }
        }
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
                    .setHost("localhost")
                    .setPort(relay.port())
                    .setDatabase(database.name())
                    .setUser("triage_service")
                    .setPassword(database.passwordOf("triage")));
        }
    }
}
