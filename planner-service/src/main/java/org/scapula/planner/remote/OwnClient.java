package org.scapula.planner.remote;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The planner at the issuer. Quarkus' own client looks the issuer up when the service starts, and waits for an answer
/// without an end: here neither the start nor a plan waits for an issuer that keeps silent.
@Singleton
@Startup
@Typed(OwnClient.class)
final class OwnClient implements OidcClient {

    /// Less than one try at the catalogue takes, so that the next try asks anew.
    private static final Duration PATIENCE = Duration.ofMillis(900);

    /// A token is not used on its last meters: it would expire on the way.
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);

    /// A secret that a person has thought of is one that another person can think of.
    private static final int SHORTEST_SECRET = 20;

    private final OidcClients clients;
    private final OidcClientConfig config;
    private volatile @Nullable OidcClient known;

    OwnClient(
            OidcClients clients,
            @ConfigProperty(name = "scapula.oidc.url") String issuer,
            @ConfigProperty(name = "scapula.oidc.client-id") String id,
            @ConfigProperty(name = "scapula.oidc.client-secret") String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException("scapula.oidc.client-secret (SCAPULA_OIDC_CLIENT_SECRET) is too short: give"
                    + " the secret of the planner's client at the issuer, " + SHORTEST_SECRET + " characters or more.");
        }
        this.clients = clients;
        this.config = new OidcClientConfigBuilder()
                .authServerUrl(issuer)
                .id("catalog")
                .clientId(id)
                .credentials(secret)
                .scopes("catalog")
                .refreshTokenTimeSkew(BEFORE_EXPIRY)
                .connectionTimeout(PATIENCE)
                .build();
    }

    @Override
    public Uni<Tokens> getTokens(Map<String, String> more) {
        return client().chain(client -> client.getTokens(more))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    /// Client credentials come without a refresh token.
    @Override
    public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> more) {
        return getTokens(more);
    }

    @Override
    public Uni<Boolean> revokeAccessToken(String accessToken, Map<String, String> more) {
        return client().chain(client -> client.revokeAccessToken(accessToken, more));
    }

    @Override
    public void close() {
        // The clients of Quarkus close themselves with the service.
    }

    private Uni<OidcClient> client() {
        var found = known;
        return found == null
                ? Uni.createFrom().deferred(() -> clients.newClient(config)).invoke(client -> known = client)
                : Uni.createFrom().item(found);
    }
}
