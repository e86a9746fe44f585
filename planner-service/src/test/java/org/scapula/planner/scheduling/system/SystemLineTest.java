package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What the line does with servers that take more than they are given.
class SystemLineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    private static SystemLine to(TriedServer server) {
        return new SystemLine(VERTX, server.address(), "", Clock.systemUTC());
    }

    private static Throwable looking(TriedServer server) {
        var line = to(server);
        return catchThrowable(() -> line.look(line.at("/"), Map.of()).await().atMost(PATIENCE));
    }

    private static Throwable ordering(TriedServer server) {
        var line = to(server);
        return catchThrowable(() -> line.order(HttpMethod.POST, line.at("/"), Map.of(), Optional.of("{}"))
                .await()
                .atMost(PATIENCE));
    }

    /// A byte each second.
    private static void trickles(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (var each = 0; each < 20; each++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(1000);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    @Test
    void aSystemThatTricklesIsDownAfterAShortWhile() {
        try (var server = new TriedServer(SystemLineTest::trickles)) {
            var begin = System.nanoTime();

            var failure = looking(server);

            assertThat(failure).isInstanceOf(SystemDown.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void anOrderWhoseAnswerTricklesIsInDoubt() {
        try (var server = new TriedServer(SystemLineTest::trickles)) {
            assertThat(ordering(server)).isInstanceOf(SystemDoubt.class);
        }
    }

    @Test
    void anAnswerWithoutAnEndIsCutOff() {
        var sent = new AtomicLong();
        var isCutOff = new AtomicBoolean();
        try (var server = new TriedServer(exchange -> {
            var piece = new byte[65_536];
            exchange.sendResponseHeaders(200, 0);
            try {
                while (sent.addAndGet(piece.length) < 256L * 1024 * 1024) {
                    exchange.getResponseBody().write(piece);
                }
            } catch (IOException hungUp) {
                isCutOff.set(true);
            }
        })) {
            var failure = looking(server);

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isEqualTo(Refused.Why.NOT_UNDERSTOOD));
            assertThat(sent).hasValueLessThan(64L * 1024 * 1024);
        }
        assertThat(isCutOff).isTrue();
    }

    @Test
    void anOrderWhoseAnswerHasNoEndIsInDoubt() {
        try (var server = new TriedServer(exchange -> {
            exchange.sendResponseHeaders(201, 0);
            var piece = new byte[65_536];
            for (var each = 0; each < 4096; each++) {
                exchange.getResponseBody().write(piece);
            }
        })) {
            assertThat(ordering(server)).isInstanceOf(SystemDoubt.class);
        }
    }

    @Test
    void aConnectionIsUsedAgainAfterAnAnswerThatWasRead() {
        var ports = java.util.concurrent.ConcurrentHashMap.<Integer>newKeySet();
        try (var server = new TriedServer(exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            TriedServer.says(exchange, 200, "{}");
        })) {
            var line = to(server);
            for (var each = 0; each < 20; each++) {
                assertThat(line.look(line.at("/"), Map.of())
                                .await()
                                .atMost(PATIENCE)
                                .body())
                        .isEqualTo("{}");
            }
        }
        assertThat(ports).as("not one for each").hasSizeLessThan(4);
    }
}
