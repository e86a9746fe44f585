package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// To a name that nobody but the test's own directory of names knows.
class CourierTest {

    private static final String NAME = "receiver.clinic.invalid";
    private static final String PASSWORD = "of this test";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final WebhookSettings settings = Delivering.settings();
    private final Names names = new Names(vertx.getDelegate(), settings, new SimpleMeterRegistry()) {
        /// It leads where it may only the first time.
        @Override
        InetAddress[] ask(String host) throws UnknownHostException {
            asked.add(host);
            if (host.endsWith(".silent.invalid")) {
                awaitEnd();
            }
            return new InetAddress[] {InetAddress.ofLiteral(asked.size() == 1 ? Delivering.ALLOWED : "127.0.0.1")};
        }
    };
    private final Courier courier = new Courier(
            vertx,
            new Targets(names, settings),
            new Secrets(settings),
            JsonMapper.builder().findAndAddModules().build(),
            Clock.systemUTC(),
            settings);

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        end.countDown();
        courier.close();
        vertx.closeAndAwait();
    }

    @Test
    void itGoesToTheVeryMachineThatWasLookedAt() throws IOException {
        var receiver = listening(HttpServer.create(address(), 0));

        var answer = told("http://" + NAME + ":" + receiver.getAddress().getPort() + "/hook");
        var again = told("http://" + NAME + ":" + receiver.getAddress().getPort() + "/hook");

        assertThat(answer.isDelivered()).isTrue();
        assertThat(heard).containsExactly(NAME + ":" + receiver.getAddress().getPort());
        assertThat(again.failure()).contains(Failure.NOT_ALLOWED);
        assertThat(asked).containsExactly(NAME, NAME);
        receiver.stop(0);
    }

    @Test
    void whoeverCannotProveWhoTheyAreHearsNothing() throws Exception {
        var server = HttpsServer.create(address(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(certificate())));
        var receiver = listening(server);

        var answer = told("https://" + NAME + ":" + receiver.getAddress().getPort() + "/hook");

        assertThat(answer.failure()).contains(Failure.NOT_TRUSTED);
        assertThat(heard).isEmpty();
        receiver.stop(0);
    }

    /// A clinic's name servers are all silent: that is no failure of who is not even looked for.
    @Test
    void whereThereIsNoRoomToLookANameUpNobodyWasAsked() {
        for (var nth = 0; nth < settings.atOnce(); nth++) {
            var _ = courier.take(delivery("https://" + nth + ".silent.invalid/hook"))
                    .subscribeAsCompletionStage();
        }

        assertThat(told("http://" + NAME + "/hook")).isEqualTo(Answer.NOT_ASKED);
        assertThat(Answer.NOT_ASKED.isDelivered()).isFalse();
        assertThat(asked).doesNotContain(NAME);
    }

    private Answer told(String url) {
        return courier.take(delivery(url)).await().atMost(Duration.ofSeconds(9));
    }

    private static Delivery delivery(String url) {
        var id = UUID.randomUUID();
        return new Delivery(
                id,
                id,
                "north",
                URI.create(url),
                1,
                Promised.in(""),
                0,
                Instant.EPOCH,
                new EventView(id, "plan.created", Instant.EPOCH, "/plans/" + id, new EventView.Data("north", id)));
    }

    private HttpServer listening(HttpServer server) {
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.ofLiteral(Delivering.ALLOWED), 0);
    }

    /// For the very name, and signed by nobody.
    private Path certificate() throws IOException, InterruptedException {
        var store = directory.resolve("receiver.p12");
        var making = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "san=dns:" + NAME,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(making.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(making.exitValue()).isZero();
        return store;
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var bytes = Files.newInputStream(store)) {
            keys.load(bytes, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
