package org.scapula.planner.fhir.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.SystemAccess.Client;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemJson;
import org.scapula.planner.scheduling.system.SystemLine;
import org.scapula.planner.scheduling.system.SystemLine.Answer;

/// Our login at a FHIR server: SMART Backend Services. We sign who we are (`private_key_jwt`, ES384 or RS384, as the
/// key
/// is), and keep the token until shortly before it ends.
final class BackendLogin {

    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);

    /// A token is not used on its last metres: it would end on the way.
    private static final Duration BEFORE_ITS_END = Duration.ofSeconds(30);

    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final SystemLine line;
    private final Client client;
    private final PublicJsonWebKey key;
    private final Clock clock;
    private final AtomicReference<@Nullable Token> token = new AtomicReference<>();

    BackendLogin(SystemLine line, Client client, Clock clock) {
        this.line = line;
        this.client = client;
        this.key = key(client.privateKey());
        this.clock = clock;
    }

    private record Token(String text, Instant until) {}

    private record Configuration(
            @JsonProperty("token_endpoint") String tokenEndpoint) {}

    private record Sold(
            @JsonProperty("access_token") String token,
            @JsonProperty("token_type") String type,
            @JsonProperty("expires_in") long seconds) {}

    Uni<String> token() {
        return Uni.createFrom().deferred(() -> {
            var kept = token.get();
            return kept != null && clock.instant().isBefore(kept.until())
                    ? Uni.createFrom().item(kept.text())
                    : bought().invoke(token::set).map(Token::text);
        });
    }

    /// It was refused, although it should not have ended yet.
    void forget(String refused) {
        var _ = token.updateAndGet(kept -> kept != null && kept.text().equals(refused) ? null : kept);
    }

    private Uni<Token> bought() {
        return line.look(line.at("/.well-known/smart-configuration"), Map.of("Accept", "application/json"))
                .map(answer -> said(answer, Configuration.class))
                .map(configuration -> tokenEndpoint(configuration.tokenEndpoint()))
                .chain(this::buy);
    }

    /// What we sign is for that address alone; but it must be as well kept from strangers as the server itself.
    private URI tokenEndpoint(String named) {
        var address = SystemLine.address(named);
        if (address.getHost() == null || !line.home().getScheme().equals(address.getScheme())) {
            throw new Refused(Refused.Why.NOT_UNDERSTOOD);
        }
        return address;
    }

    private Uni<Token> buy(URI endpoint) {
        var form = Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                client.scope(),
                "client_assertion_type",
                ASSERTION,
                "client_assertion",
                assertion(endpoint));
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
        return line.ask(HttpMethod.POST, endpoint, headers, Optional.of(body))
                .map(answer -> said(answer, Sold.class))
                .map(this::kept);
    }

    private Token kept(Sold sold) {
        if (!sold.type().equalsIgnoreCase("bearer") || sold.token().isBlank()) {
            throw new Refused(Refused.Why.NOT_UNDERSTOOD);
        }
        return new Token(
                sold.token(), clock.instant().plusSeconds(sold.seconds()).minus(BEFORE_ITS_END));
    }

    private String assertion(URI endpoint) {
        var claims = new JwtClaims();
        claims.setIssuer(client.id());
        claims.setSubject(client.id());
        claims.setAudience(endpoint.toString());
        claims.setClaim("exp", clock.instant().plus(ASSERTION_LIFE).getEpochSecond());
        claims.setJwtId(UUID.randomUUID().toString());
        var signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setHeader("typ", "JWT");
        signed.setAlgorithmHeaderValue(
                key instanceof RsaJsonWebKey ? "RS384" : AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);
        try {
            return signed.getCompactSerialization();
        } catch (JoseException wrongKey) {
            // Its message might say something of the key.
            throw new IllegalStateException("Nothing can be signed with the clinic system's private key");
        }
    }

    private static PublicJsonWebKey key(String jwk) {
        try {
            var key = JsonWebKey.Factory.newJwk(jwk);
            if (key instanceof PublicJsonWebKey pair
                    && pair.getPrivateKey() != null
                    && pair.getKeyId() != null
                    && (pair instanceof RsaJsonWebKey
                            || pair instanceof EllipticCurveJsonWebKey curve && "P-384".equals(curve.getCurveName()))) {
                return pair;
            }
        } catch (JoseException unreadable) {
            // Told below, without a word of it.
        }
        throw new IllegalArgumentException(
                "The clinic system's private key must be a JWK with a kid: RSA, or EC on P-384");
    }

    /// A desk is always there and speaks JSON: whoever does not is somebody on the way.
    private static <T> T said(Answer answer, Class<T> type) {
        return switch (answer.status()) {
            case 200 -> SystemJson.read(object(answer), type);
            case 400, 401, 403 -> throw new Refused(Refused.Why.NOT_ADMITTED);
            default -> throw withoutItsDesk();
        };
    }

    private static String object(Answer answer) {
        if (!answer.body().stripLeading().startsWith("{")) {
            throw withoutItsDesk();
        }
        return answer.body();
    }

    private static SystemDown withoutItsDesk() {
        return new SystemDown("It does not find its own desk");
    }
}
