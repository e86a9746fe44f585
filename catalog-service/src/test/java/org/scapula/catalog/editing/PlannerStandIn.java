package org.scapula.catalog.editing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// What a planner may do to whoever asks it, the worst included. What the real one answers is tried where both run.
public final class PlannerStandIn implements QuarkusTestResourceLifecycleManager {

    private static final String USUAL = """
            {"catalogVersion": "VERSION", "persons": 3, "changed": [
              {"person": "desk-novice", "about": "Works at a desk", "before": "PLAN", "after": "PLAN",
               "changes": ["Monday: wall-angel comes in."]}]}""";

    /// The test and its resource live in two class loaders; what both know stands here.
    private static final String MOOD = "scapula.test.planner.";

    private static final String SILENT = "silent";

    private @Nullable HttpServer server;

    static void reset() {
        answers(200, USUAL);
        System.setProperty(MOOD + "asked", "");
        System.setProperty(MOOD + "tokens", "");
    }

    static void answers(int status, String body) {
        System.setProperty(MOOD + "status", String.valueOf(status));
        System.setProperty(MOOD + "body", body);
    }

    static void keepsSilent() {
        System.setProperty(MOOD + "status", SILENT);
    }

    static List<String> asked() {
        return System.getProperty(MOOD + "asked", "").lines().toList();
    }

    static List<String> tokens() {
        return System.getProperty(MOOD + "tokens", "").lines().toList();
    }

    private static synchronized void note(String what, String line) {
        System.setProperty(MOOD + what, System.getProperty(MOOD + what, "") + line + "\n");
    }

    @Override
    public Map<String, String> start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/catalogue-trials", PlannerStandIn::answer);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.start();
            server = started;
            return Map.of(
                    "scapula.planner.url",
                    "http://localhost:" + started.getAddress().getPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        note("asked", asked);
        note("tokens", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var mood = System.getProperty(MOOD + "status", SILENT);
        if (mood.equals(SILENT)) {
            return;
        }
        var version = Editors.parsed(asked).path("catalogVersion").asText();
        var bytes = System.getProperty(MOOD + "body", "")
                .replace("VERSION", version)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Location", "http://localhost:1/");
        exchange.sendResponseHeaders(Integer.parseInt(mood), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
