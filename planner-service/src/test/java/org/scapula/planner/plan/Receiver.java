package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Somebody else's system that is told of events over real HTTP, and its bad days.
final class Receiver implements AutoCloseable {

    /// What becomes of a request.
    @FunctionalInterface
    interface Mood {
        void answer(HttpExchange exchange) throws IOException;

        static Mood status(int status) {
            return exchange -> exchange.sendResponseHeaders(status, -1);
        }

        /// Takes it, and then hangs up without a word.
        static Mood reset() {
            return HttpExchange::close;
        }

        /// Never says anything, for as long as anybody waits.
        static Mood silent() {
            return exchange -> {
                try {
                    Thread.sleep(20_000);
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            };
        }

        /// Says that all is well, and then goes on talking without an end.
        static Mood talkative() {
            return exchange -> {
                exchange.sendResponseHeaders(200, 0);
                try (var body = exchange.getResponseBody()) {
                    var nonsense = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
                    for (var nth = 0; nth < 1000; nth++) {
                        body.write(nonsense);
                    }
                }
            };
        }

        static Mood redirect(int status, String address) {
            return exchange -> {
                exchange.getResponseHeaders().set("Location", address);
                exchange.sendResponseHeaders(status, -1);
            };
        }
    }

    /// What was received, word for word.
    record Message(HttpHeaders headers, String body, String path) {

        String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }

        JsonNode event() {
            return Wish.json(body);
        }

        /// As the library of those who wrote the standard sees it.
        boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers.map());
                return true;
            } catch (WebhookVerificationException forged) {
                return false;
            } catch (EmptyWebhookSecretException none) {
                throw new IllegalArgumentException(none);
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private volatile Mood usual = Mood.status(204);

    Receiver() {
        try {
            // On all addresses of this machine: that those which are forbidden are not called is for the service to
            // see.
            server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return urlAt("127.0.7.1");
    }

    String urlAt(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/hook?of=clinic";
    }

    /// One request each, in this order; afterwards all is well.
    void willBe(Mood... next) {
        moods.addAll(List.of(next));
    }

    void isAlways(Mood mood) {
        usual = mood;
    }

    List<Message> received() {
        return List.copyOf(received);
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Message(
                HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true),
                body,
                exchange.getRequestURI().toString()));
        var mood = moods.poll();
        (mood == null ? usual : mood).answer(exchange);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
