package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Triage and the catalogue over real HTTP, with recorded answers, so that their bad days can be had at will.
/// That the real ones work together is shown by the journey in local-stack.
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    /// What happens to the requests to a neighbour. System properties, because tests and resources do not share
    /// a class loader.
    private static final String MOOD = "scapula.test.neighbours.";

    private static final String FINE = "";
    private static final String SILENT = "silent";
    private static final String CUT_OFF = "cut-off";
    private static final String STATUS = "status ";
    private static final String SAYS = "says ";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<JsonNode>> shelves = new ConcurrentHashMap<>();
    private @Nullable HttpServer triage;
    private @Nullable HttpServer catalog;

    static void areFine() {
        mood("triage", FINE);
        mood("catalog", FINE);
    }

    static void isSilent(String neighbour) {
        mood(neighbour, SILENT);
    }

    static void cutsOff(String neighbour) {
        mood(neighbour, CUT_OFF);
    }

    static void answersStatus(String neighbour, int status) {
        mood(neighbour, STATUS + status);
    }

    static void says(String neighbour, String body) {
        mood(neighbour, SAYS + body);
    }

    private static void mood(String neighbour, String mood) {
        System.setProperty(MOOD + neighbour, mood);
    }

    @Override
    public Map<String, String> start() {
        shelves.put("exercises", ShelvedCatalogue.exercises());
        shelves.put("advice", ShelvedCatalogue.advice());
        var triageServer = serve("triage");
        var catalogServer = serve("catalog");
        triage = triageServer;
        catalog = catalogServer;
        return Map.of(
                "scapula.triage.url", address(triageServer),
                "scapula.catalog.url", address(catalogServer));
    }

    @Override
    public void stop() {
        Stream.of(Optional.ofNullable(triage), Optional.ofNullable(catalog))
                .flatMap(Optional::stream)
                .forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private HttpServer serve(String neighbour) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(neighbour, exchange));
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String address(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(String neighbour, HttpExchange exchange) throws IOException {
        var mood = System.getProperty(MOOD + neighbour, FINE);
        switch (mood) {
            case SILENT -> waitForTheEnd();
            case CUT_OFF -> {
                exchange.sendResponseHeaders(200, 100_000);
                exchange.getResponseBody().write("{\"catalogVersion\": \"1-sh".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case String status
            when status.startsWith(STATUS) -> send(exchange, Integer.parseInt(status.substring(STATUS.length())), "{}");
            case String body when body.startsWith(SAYS) -> send(exchange, 200, body.substring(SAYS.length()));
            default -> send(exchange, neighbour);
        }
    }

    /// Accepts and never answers.
    private static void waitForTheEnd() {
        try {
            Thread.sleep(10_000);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, String neighbour) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(1);
        var body = neighbour.equals("triage") ? Optional.<String>empty() : catalogSays(path, exchange);
        send(exchange, body.isPresent() ? 200 : 404, body.orElse("{}"));
    }

    private Optional<String> catalogSays(String path, HttpExchange exchange) {
        if (path.equals("contraindications")) {
            return Optional.of(ShelvedCatalogue.limits().toString());
        }
        return Optional.ofNullable(shelves.get(path))
                .map(shelf ->
                        ShelvedCatalogue.page(path, shelf, cursor(exchange), 40).toString());
    }

    private static String cursor(HttpExchange exchange) {
        var cursor = Pattern.compile("cursor=([^&]+)")
                .matcher(String.valueOf(exchange.getRequestURI().getQuery()));
        return cursor.find() ? cursor.group(1) : "";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
