package org.scapula.edge.access;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Set;
import org.scapula.edge.EarlyRefusals;
import org.scapula.edge.Problems;

/// Looks at tokens as Quarkus does, but does not wait for ever. Keys are at hand as a rule; where they are not, after a
/// start without the issuer or with a key that nobody has seen, an issuer that accepts and keeps silent would hold the
/// request until the caller gives up.
@Alternative
@Priority(1)
@ApplicationScoped
class ImpatientLogin implements HttpAuthenticationMechanism {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final OidcAuthenticationMechanism login;
    private final EarlyRefusals refusals;

    ImpatientLogin(OidcAuthenticationMechanism login, EarlyRefusals refusals) {
        this.login = login;
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        return login.authenticate(request, providers)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new OIDCException("The issuer keeps silent"));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return login.getChallenge(request);
    }

    /// Where a whole path is closed the refusal comes before any endpoint; it is in words all the same.
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        refusals.answer(request, Problems.unauthenticated());
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return login.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return login.getCredentialTransport(request);
    }

    @Override
    public int getPriority() {
        return login.getPriority();
    }
}
