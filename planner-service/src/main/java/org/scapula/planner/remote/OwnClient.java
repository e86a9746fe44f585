package org.scapula.planner.remote;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The planner at the issuer. Quarkus' own client looks the issuer up when the service starts, and waits for an answer
/// without an end: here neither the start nor a plan waits for an issuer that keeps silent.
@Singleton
@Typed(OwnClient.class)
final class OwnClient implements OidcClient {

    /// Less than one try at the catalogue takes, so that the next try asks anew.
    private static final Duration PATIENCE = Duration.ofMillis(900);

    /// A token is not used on its last meters: it would expire on the way.
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);

    private final OidcClients clients;
    private final OidcClientConfig config;
    private volatile @Nullable OidcClient known;

    OwnClient(OidcClients clients, OwnCredentials own) {
        this.clients = clients;
        this.config = new OidcClientConfigBuilder()
                .authServerUrl(own.url())
                .id("catalog")
                .clientId(own.clientId())
                .credentials(own.clientSecret().orElse(""))
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
