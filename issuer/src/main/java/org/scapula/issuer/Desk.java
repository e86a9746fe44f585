package org.scapula.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;

/// The issuer as HTTP: three addresses, and nothing else.
final class Desk {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String KEYS = "/jwks";
    private static final String TOKEN = "/token";
    private static final int LONGEST_BODY = 8192;

    private final URI address;
    private final SigningKey key;
    private final Till till;

    Desk(URI address, SigningKey key, Till till) {
        this.address = address;
        this.key = key;
        this.till = till;
    }

    void open(HttpServer server) {
        var _ = server.createContext("/", this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case DISCOVERY -> show(exchange, JsonUtil.toJson(discovery()));
                case KEYS -> show(exchange, new JsonWebKeySet(key.jwk()).toJson());
                case TOKEN -> sell(exchange);
                default -> send(exchange, 404, "");
            }
        }
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", address.toString(),
                "jwks_uri", address.resolve(KEYS).toString(),
                "token_endpoint", address.resolve(TOKEN).toString(),
                "grant_types_supported", List.of(Till.GRANT),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"),
                "scopes_supported", List.copyOf(Till.AUDIENCES.keySet()),
                "response_types_supported", List.of("none"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private static void show(HttpExchange exchange, String json) throws IOException {
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, "");
            return;
        }
        send(exchange, 200, json);
    }

    private void sell(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            send(exchange, 405, "");
            return;
        }
        // RFC 6749, 5.1: no cache keeps a token.
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        var sold = till.sell(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")),
                exchange.getRequestBody().readNBytes(LONGEST_BODY + 1));
        if (sold.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"scapula\"");
        }
        send(exchange, sold.status(), JsonUtil.toJson(sold.body()));
    }

    static boolean isTooLong(byte[] body) {
        return body.length > LONGEST_BODY;
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        var silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
    }
}
