package org.scapula.planner.remote;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.reactive.filter.runtime.AbstractOidcClientRequestReactiveFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import java.util.Optional;

/// Shows the planner's own token at the catalogue: the same one until shortly before it expires, and a new one
/// after the catalogue refused it.
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
class OwnToken extends AbstractOidcClientRequestReactiveFilter {

    private final OwnClient client;

    OwnToken(OwnClient client) {
        this.client = client;
    }

    @Override
    protected Optional<OidcClient> client() {
        return Optional.of(client);
    }

    @Override
    protected boolean refreshOnUnauthorized() {
        return true;
    }
}
