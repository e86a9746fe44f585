package org.scapula.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// The public HTTP interfaces as any client sees them.
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;

    private final Optional<String> token;

    Api(HttpClient http) {
        this(http, Optional.empty());
    }

    private Api(HttpClient http, Optional<String> token) {
        this.http = http;
        this.token = token;
    }

    /// The same, asked by whoever carries this token.
    Api with(String bearer) {
        return new Api(http, Optional.of(bearer));
    }

    record Answer(int status, JsonNode body, String raw, HttpResponse<String> response) {

        Answer orFail(int expected) {
            if (status != expected) {
                throw new IllegalStateException(response.request().method() + " " + response.uri() + " answered "
                        + status + ", not " + expected + ": " + raw);
            }
            return this;
        }
    }

    Answer get(URI address) throws InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    Answer post(URI address, Object body) throws InterruptedException {
        return post(address, "application/json", text(body));
    }

    static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(text(body));
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    Answer post(URI address, String contentType, String body) throws InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) throws InterruptedException {
        token.ifPresent(bearer -> request.setHeader("Authorization", "Bearer " + bearer));
        try {
            var response = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response.body(), response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }
}
