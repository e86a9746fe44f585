package org.scapula.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The issuer as its clients meet it, over HTTP.
class IssuerTest {

    private final Client planner =
            Client.withNewSecret("scapula-planner", Set.of(), Optional.empty(), Set.of("catalog", "triage"));
    private final Client scheduling =
            Client.withNewSecret("scheduling", Set.of("integrator"), Optional.of("north"), Set.of("triage", "planner"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Issuer issuer = Issuer.start(0, SigningKey.fresh(), List.of(planner, scheduling));

    @AfterEach
    void close() {
        issuer.close();
        http.close();
    }

    @Test
    void theDiscoveryLeadsToTheKeysAndToTheTokens() throws Exception {
        var answer = get("/.well-known/openid-configuration");

        var discovery = JsonUtil.parseJson(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(discovery)
                .containsEntry("issuer", issuer.address().toString())
                .containsEntry("jwks_uri", issuer.address() + "/jwks")
                .containsEntry("token_endpoint", issuer.address() + "/token")
                .containsEntry("grant_types_supported", List.of("client_credentials"));
    }

    @Test
    void theKeysShowThePublicHalfOnly() throws Exception {
        var answer = get("/jwks");

        var keys = Objects.requireNonNull(
                (List<?>) JsonUtil.parseJson(answer.body()).get("keys"));
        assertThat(keys).hasSize(1);
        assertThat(((Map<?, ?>) keys.getFirst()).keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrder("kty", "kid", "use", "alg", "n", "e");
    }

    @Test
    void whatItIssuesHoldsBeforeItsOwnKeys() throws Exception {
        var token = issuer.issue(Claims.of("patient", "north").patient("p-1"));

        var said = reader("scapula-triage").processToClaims(token);

        assertThat(said.getStringListClaimValue("roles")).containsExactly("patient");
        assertThat(said.getStringClaimValue("clinic")).isEqualTo("north");
        assertThat(said.getStringClaimValue("patient")).isEqualTo("p-1");
        assertThat(said.getAudience()).containsExactly("scapula-catalog", "scapula-triage", "scapula-planner");
        assertThat(said.getExpirationTime().getValue() - said.getIssuedAt().getValue())
                .isEqualTo(300);
        assertThat(said.getJwtId()).isNotBlank();
        assertThat(said.getStringClaimValue("azp")).isNotBlank();
    }

    @Test
    void aClientShowsItsSecretInTheHeader() throws Exception {
        var answer = ask("grant_type=client_credentials&scope=catalog", basic(planner.id(), planner.secret()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(JsonUtil.parseJson(answer.body()))
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", 300L)
                .containsEntry("scope", "catalog");
        assertThat(said(answer, "scapula-catalog").getAudience()).containsExactly("scapula-catalog");
    }

    @Test
    void aClientShowsItsSecretInTheForm() throws Exception {
        var answer = ask("grant_type=client_credentials&scope=planner+triage&client_id=scheduling&client_secret="
                + scheduling.secret());

        var said = said(answer, "scapula-planner");
        assertThat(said.getAudience()).containsExactly("scapula-planner", "scapula-triage");
        assertThat(said.getStringListClaimValue("roles")).containsExactly("integrator");
        assertThat(said.getStringClaimValue("clinic")).isEqualTo("north");
        assertThat(said.getStringClaimValue("azp")).isEqualTo("scheduling");
    }

    @Test
    void aTokenForOneServiceIsNoneForAnother() throws Exception {
        var answer = ask("grant_type=client_credentials&scope=catalog", basic(planner.id(), planner.secret()));

        assertThatThrownBy(() -> said(answer, "scapula-triage")).isInstanceOf(InvalidJwtException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=client_credentials&scope=catalog",
                "grant_type=client_credentials&scope=catalog&client_id=scapula-planner",
                "grant_type=client_credentials&scope=catalog&client_id=scapula-planner&client_secret=",
                "grant_type=client_credentials&scope=catalog&client_id=scapula-planner&client_secret=secret",
                "grant_type=client_credentials&scope=catalog&client_id=nobody&client_secret=secret"
            })
    void whoIsNotKnownGetsNothing(String form) throws Exception {
        var answer = ask(form);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"scapula\"");
        assertThat(JsonUtil.parseJson(answer.body())).containsEntry("error", "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!", "Basic c2VjcmV0", "Bearer abc", "Basic JTo=", "Basic Og=="})
    void aHeaderThatSaysNothingIsNoClient(String header) throws Exception {
        var answer = ask("grant_type=client_credentials&scope=catalog", header);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JsonUtil.parseJson(answer.body())).containsEntry("error", "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password&username=a&password=b, unsupported_grant_type",
        "grant_type=authorization_code&code=x, unsupported_grant_type",
        "scope=catalog, invalid_request",
        "grant_type=client_credentials, invalid_scope",
        "grant_type=client_credentials&scope=planner, invalid_scope",
        "grant_type=client_credentials&scope=catalog+everything, invalid_scope",
        "grant_type=client_credentials&grant_type=client_credentials&scope=catalog, invalid_request",
        "grant_type=client_credentials&scope=catalog&client_secret=x, invalid_request",
        "grant_type=%zz, invalid_request"
    })
    void whatIsNotServedIsRefusedByItsName(String form, String error) throws Exception {
        var answer = ask(form, basic(planner.id(), planner.secret()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonUtil.parseJson(answer.body())).containsEntry("error", error);
    }

    @Test
    void aBodyOfAnotherKindOrTooLongIsRefused() throws Exception {
        var json = send(HttpRequest.newBuilder(issuer.address().resolve("/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        var tooLong = ask("grant_type=client_credentials&scope=" + "x".repeat(20_000));

        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(tooLong.statusCode()).isEqualTo(400);
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/jwks/more").statusCode()).isEqualTo(404);
        assertThat(get("/token").statusCode()).isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(issuer.address().resolve("/jwks"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void itListensToThisMachineOnly() throws SocketException {
        var others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();

        assertThat(others)
                .allSatisfy(
                        address -> assertThatThrownBy(() -> connect(address)).isInstanceOf(ConnectException.class));
    }

    private void connect(InetAddress address) throws IOException {
        new Socket(address, issuer.address().getPort()).close();
    }

    private JwtClaims said(HttpResponse<String> answer, String audience) throws InvalidJwtException, JoseException {
        return reader(audience)
                .processToClaims(
                        String.valueOf(JsonUtil.parseJson(answer.body()).get("access_token")));
    }

    /// A service that trusts the issuer, as far as the library goes.
    private JwtConsumer reader(String audience) {
        var keys = new HttpsJwks(issuer.address() + "/jwks");
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setExpectedIssuer(issuer.address().toString())
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .build();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(issuer.address().resolve(path)));
    }

    private HttpResponse<String> ask(String form, String... authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(issuer.address().resolve("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        for (var value : authorization) {
            request.header("Authorization", value);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
