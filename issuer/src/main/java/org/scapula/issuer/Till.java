package org.scapula.issuer;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Client credentials against tokens (RFC 6749, 4.4): who it is, what is wanted, and no more than this client may have.
final class Till {

    static final String GRANT = "client_credentials";

    /// A scope asks for the audience of one service.
    static final Map<String, String> AUDIENCES = audiences();

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Mint mint;
    private final Map<String, Client> clients = new HashMap<>();

    Till(Mint mint, List<Client> clients) {
        this.mint = mint;
        clients.forEach(client -> this.clients.put(client.id(), client));
    }

    record Sold(int status, Map<String, Object> body) {}

    Sold sell(Optional<String> authorization, Optional<String> contentType, byte[] body) {
        try {
            var form = form(contentType, body);
            var client = recognise(authorization, form);
            if (!form.containsKey("grant_type")) {
                throw new Refused(400, "invalid_request", "grant_type is missing");
            }
            if (!GRANT.equals(form.get("grant_type"))) {
                throw new Refused(400, "unsupported_grant_type", "Only " + GRANT + " is served here");
            }
            return sold(client, wanted(client, form.getOrDefault("scope", "")));
        } catch (Refused reason) {
            return new Sold(reason.status, Map.of("error", reason.error, "error_description", reason.description));
        }
    }

    private Sold sold(Client client, List<String> scopes) {
        var token = mint.issue(new Claims(
                "client " + client.id(),
                client.id(),
                client.roles(),
                client.clinic(),
                Optional.empty(),
                new LinkedHashSet<>(scopes.stream().map(AUDIENCES::get).toList()),
                LIFE));
        return new Sold(
                200,
                Map.of(
                        "access_token",
                        token,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        LIFE.toSeconds(),
                        "scope",
                        String.join(" ", scopes)));
    }

    private static List<String> wanted(Client client, String scope) {
        var scopes = Arrays.stream(scope.split(" "))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        var beyond = scopes.stream()
                .filter(name -> !AUDIENCES.containsKey(name) || !client.scopes().contains(name))
                .collect(joining(", "));
        if (!beyond.isEmpty()) {
            throw new Refused(400, "invalid_scope", "Not for this client: " + printable(beyond));
        }
        if (scopes.isEmpty()) {
            // A token for nobody would be refused everywhere; better said here.
            throw new Refused(
                    400, "invalid_scope", "Ask for what you need among: " + String.join(", ", AUDIENCES.keySet()));
        }
        return scopes;
    }

    private Client recognise(Optional<String> authorization, Map<String, String> form) {
        if (authorization.isPresent() && form.containsKey("client_secret")) {
            throw new Refused(400, "invalid_request", "Give the secret once: in the header or in the form");
        }
        var said = authorization.isPresent() ? basic(authorization.get()) : posted(form);
        var client = clients.get(said.id());
        if (client == null || !client.knows(said.secret())) {
            throw new Refused(401, "invalid_client", "No such client, or not its secret");
        }
        return client;
    }

    private record Said(String id, String secret) {}

    private static Said posted(Map<String, String> form) {
        return new Said(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""));
    }

    private static Said basic(String header) {
        try {
            var parts = header.split(" +", 2);
            var pair = new String(Base64.getDecoder().decode(parts[parts.length - 1]), StandardCharsets.UTF_8)
                    .split(":", 2);
            if (!parts[0].equalsIgnoreCase("Basic") || pair.length != 2) {
                throw unreadable();
            }
            return new Said(decoded(pair[0]), decoded(pair[1]));
        } catch (IllegalArgumentException notBase64) {
            throw unreadable();
        }
    }

    private static Refused unreadable() {
        return new Refused(401, "invalid_client", "Authorization is Basic, or not given");
    }

    private static Map<String, String> form(Optional<String> contentType, byte[] body) {
        if (!contentType.orElse("").split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded")) {
            throw new Refused(400, "invalid_request", "The body is application/x-www-form-urlencoded");
        }
        if (Desk.isTooLong(body)) {
            throw new Refused(400, "invalid_request", "The body is too long");
        }
        var form = new HashMap<String, String>();
        for (var field : new String(body, StandardCharsets.UTF_8).split("&")) {
            var parts = new ArrayList<>(List.of(field.split("=", 2)));
            parts.add("");
            try {
                // RFC 6749, 3.2: nothing may be said twice.
                if (form.put(decoded(parts.get(0)), decoded(parts.get(1))) != null) {
                    throw new Refused(400, "invalid_request", "A field is given twice");
                }
            } catch (IllegalArgumentException malformed) {
                throw new Refused(400, "invalid_request", "The form cannot be read");
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// RFC 6749, 5.2 allows neither quotes nor line ends in a description.
    private static String printable(String text) {
        return text.replaceAll("[^a-zA-Z0-9 ,._:-]", "?");
    }

    private static Map<String, String> audiences() {
        var audiences = new LinkedHashMap<String, String>();
        for (var service : List.of("catalog", "triage", "planner")) {
            audiences.put(service, "scapula-" + service);
        }
        return audiences;
    }

    private static final class Refused extends RuntimeException {

        private final int status;
        private final String error;
        private final String description;

        Refused(int status, String error, String description) {
            super(description);
            this.status = status;
            this.error = error;
            this.description = description;
        }
    }
}
