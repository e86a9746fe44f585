package org.scapula.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/// Hands out tokens to the systems it knows by their keys: SMART Backend Services, `private_key_jwt` with ES384 or
/// RS384.
final class SmartDesk {

    static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Book book;
    private final Map<String, String> clients = new ConcurrentHashMap<>();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Set<String> usedUp = ConcurrentHashMap.newKeySet();

    SmartDesk(Book book) {
        this.book = book;
    }

    /// A system may come in, and this is how it is known.
    void register(String client, String jwks) {
        clients.put(client, jwks);
    }

    void forgetTokens() {
        tokens.clear();
    }

    boolean knows(Optional<String> authorization) {
        return authorization
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> tokens.get(value.substring(7)))
                .filter(until -> book.now().isBefore(until))
                .isPresent();
    }

    ObjectNode configuration(String home) {
        var says = Talk.object().put("token_endpoint", home + "/auth/token");
        says.putArray("grant_types_supported").add("client_credentials");
        says.putArray("token_endpoint_auth_methods_supported").add("private_key_jwt");
        says.putArray("token_endpoint_auth_signing_alg_values_supported")
                .add("RS384")
                .add("ES384");
        says.putArray("capabilities").add("client-confidential-asymmetric");
        says.putArray("scopes_supported")
                .add("system/Slot.rs")
                .add("system/Schedule.rs")
                .add("system/Appointment.cruds");
        return says;
    }

    void sell(Talk talk) {
        talk.set("Cache-Control", "no-store");
        var form = Talk.query(talk.rawBody());
        if (!value(form, "grant_type").equals("client_credentials")) {
            refuse(talk, 400, "unsupported_grant_type");
        } else if (!value(form, "client_assertion_type").equals(ASSERTION)
                || !isKnown(value(form, "client_assertion"), talk.home() + "/auth/token")) {
            refuse(talk, 401, "invalid_client");
        } else {
            var token = UUID.randomUUID().toString();
            tokens.put(token, book.now().plus(TOKEN_LIFE));
            talk.answers(
                    200,
                    Talk.object()
                            .put("access_token", token)
                            .put("token_type", "bearer")
                            .put("expires_in", TOKEN_LIFE.toSeconds())
                            .put("scope", value(form, "scope")));
        }
    }

    private static String value(Map<String, java.util.List<String>> form, String name) {
        return form.getOrDefault(name, java.util.List.of("")).getFirst();
    }

    private static void refuse(Talk talk, int status, String error) {
        talk.answers(status, Talk.object().put("error", error));
    }

    /// Signed by a registered key, for this address, by whom it speaks of, young, and never shown before.
    private boolean isKnown(String assertion, String audience) {
        return clients.entrySet().stream()
                .anyMatch(client -> isBy(client.getKey(), client.getValue(), assertion, audience));
    }

    private boolean isBy(String client, String jwks, String assertion, String audience) {
        try {
            var keys = new JsonWebKeySet(jwks).getJsonWebKeys();
            var claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "ES384", "RS384"))
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                    .setExpectedIssuer(true, client)
                    .setExpectedSubject(client)
                    .setExpectedAudience(true, audience)
                    .setRequireExpirationTime()
                    .setRequireJwtId()
                    .setMaxFutureValidityInMinutes(5)
                    .setAllowedClockSkewInSeconds(5)
                    .build()
                    .processToClaims(assertion);
            return usedUp.add(claims.getJwtId());
        } catch (InvalidJwtException | MalformedClaimException | JoseException notOurs) {
            return false;
        }
    }
}
