package org.scapula.clinic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request and its answer. What is answered leaves at the end, so that it can still get lost.
final class Talk {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int LONGEST_BODY = 65_536;

    private final HttpExchange exchange;
    private final List<String> path;
    private final Map<String, List<String>> query;
    private final byte[] body;
    private int status = 404;
    private String answer = "";

    Talk(HttpExchange exchange) throws IOException {
        this.exchange = exchange;
        this.path = segments(exchange.getRequestURI().getPath());
        this.query = query(exchange.getRequestURI().getRawQuery());
        this.body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/")).stream().filter(part -> !part.isEmpty()).toList();
    }

    static Map<String, List<String>> query(String raw) {
        var query = new LinkedHashMap<String, List<String>>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            query.computeIfAbsent(decode(parts[0]), _ -> new ArrayList<>())
                    .add(parts.length < 2 ? "" : decode(parts[1]));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    List<String> path() {
        return path;
    }

    boolean isWrite() {
        return !List.of("GET", "HEAD").contains(method());
    }

    Optional<String> parameter(String name) {
        return parameters(name).stream().findFirst();
    }

    List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    Map<String, List<String>> query() {
        return query;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    String rawBody() {
        return new String(body, StandardCharsets.UTF_8);
    }

    ObjectNode sent() {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : notAnObject();
        } catch (IOException unreadable) {
            return notAnObject();
        }
    }

    private static ObjectNode notAnObject() {
        throw new Refusal(Refusal.Why.INVALID, "The body is not a JSON object.");
    }

    String home() {
        return "http://" + header("Host").orElse("localhost");
    }

    String pathAndQuery() {
        return exchange.getRequestURI().toString();
    }

    void set(String header, String value) {
        exchange.getResponseHeaders().set(header, value);
    }

    void answers(int code, JsonNode says) {
        try {
            answersText(code, "application/json", JSON.writeValueAsString(says));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void answersText(int code, String type, String says) {
        status = code;
        answer = says;
        set("Content-Type", type);
    }

    void answersNothing(int code) {
        status = code;
        answer = "";
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    void leave() throws IOException {
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        var silent = bytes.length == 0 || method().equals("HEAD");
        exchange.sendResponseHeaders(status, silent ? -1 : bytes.length);
        if (!silent) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
