package org.scapula.planner.scheduling.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Somebody's server that answers as no good one would.
public final class TriedServer implements AutoCloseable {

    private final HttpServer server;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /// As it answers what it has heard.
    public interface Answer {

        void to(HttpExchange exchange, String body) throws IOException;
    }

    public TriedServer(HttpHandler answer) {
        this((exchange, _) -> answer.handle(exchange));
    }

    public TriedServer(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var _ = server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.add(path.substring(path.lastIndexOf('/') + 1));
            try (exchange) {
                answer.to(exchange, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
        });
        server.setExecutor(workers);
        server.start();
    }

    /// Somebody on the way to a server, who answers so what is asked for so, and passes on everything else.
    public static TriedServer before(URI server, String lost, int status) {
        var http = HttpClient.newHttpClient();
        return new TriedServer((exchange, body) -> {
            var address = exchange.getRequestURI();
            if ((exchange.getRequestMethod() + " " + address.getPath()).matches(lost)) {
                says(exchange, status, "");
            } else {
                var answer = passedOn(http, exchange, server.resolve(address.toString()), body);
                says(exchange, answer.statusCode(), answer.body());
            }
        });
    }

    private static HttpResponse<String> passedOn(HttpClient http, HttpExchange exchange, URI address, String body)
            throws IOException {
        var request = HttpRequest.newBuilder(address)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body));
        Stream.of("Authorization", "Accept", "Content-Type")
                .filter(exchange.getRequestHeaders()::containsKey)
                .forEach(name ->
                        request.header(name, exchange.getRequestHeaders().getFirst(name)));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException();
        }
    }

    /// The last part of each path, in the order in which they came.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public static void says(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        var _ = workers.shutdownNow();
        workers.close();
    }
}
