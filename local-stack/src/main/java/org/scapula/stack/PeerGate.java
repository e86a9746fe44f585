package org.scapula.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands before a server that is not ours and passes everything on; on the way, somebody else can be faster, and an
/// answer can be lost. Only what is said of appointments is touched.
final class PeerGate implements AutoCloseable {

    private static final List<String> ASKED =
            List.of("Accept", "Content-Type", "If-Match", "If-None-Exist", "Prefer", "User-Agent");
    private static final List<String> ANSWERED = List.of("Content-Type", "ETag", "Last-Modified", "Location");

    private final URI peer;
    private final HttpClient http;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Meanwhile> before = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    private PeerGate(URI peer, HttpClient http, HttpServer server) {
        this.peer = peer;
        this.http = http;
        this.server = server;
    }

    /// What somebody else does there.
    interface Meanwhile {

        void happens() throws InterruptedException;
    }

    static PeerGate before(URI peer, HttpClient http) {
        try {
            var gate = new PeerGate(
                    peer, http, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            gate.server.setExecutor(gate.workers);
            var _ = gate.server.createContext("/", gate::pass);
            gate.server.start();
            return gate;
        } catch (IOException failure) {
            throw new UncheckedIOException("Nothing can stand before " + peer, failure);
        }
    }

    /// Past it.
    URI peer() {
        return peer;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + peer.getPath());
    }

    /// Somebody else acts between our looking and our next order of that method.
    void beforeTheNext(String method, Meanwhile meanwhile) {
        var _ = before.put(method, meanwhile);
    }

    /// The next order of that method is carried out, and nobody hears of it.
    void loseTheNextAnswerTo(String method) {
        var _ = lost.add(method);
    }

    /// Whether all that was to happen has happened; after this nothing does.
    boolean isQuiet() {
        var quiet = before.isEmpty() && lost.isEmpty();
        before.clear();
        lost.clear();
        return quiet;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var ofAppointment = exchange.getRequestURI().getPath().contains("/Appointment");
            var meanwhile = ofAppointment ? before.remove(method) : null;
            if (meanwhile != null) {
                meanwhile.happens();
            }
            var answer = http.send(asked(exchange), BodyHandlers.ofByteArray());
            if (ofAppointment && lost.remove(method)) {
                return;
            }
            ANSWERED.forEach(name -> answer.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
            var body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest asked(HttpExchange exchange) throws IOException {
        var address = peer.resolve(exchange.getRequestURI().toString());
        var body = exchange.getRequestBody().readAllBytes();
        var request = HttpRequest.newBuilder(address)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        ASKED.forEach(name -> {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.setHeader(name, value);
            }
        });
        return request.build();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
