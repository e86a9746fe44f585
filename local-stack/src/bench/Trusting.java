package org.scapula.triage;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.jose4j.jwt.JwtClaims;

/// Takes everybody for the same clinician. No part of the product: `local-stack/walls-cost` puts it into a copy, to
/// measure what it costs to look at tokens.
@Alternative
@Priority(1)
@ApplicationScoped
public class Trusting implements HttpAuthenticationMechanism {

    private final SecurityIdentity somebody = somebody();

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager ignored) {
        return Uni.createFrom().item(somebody);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    private static SecurityIdentity somebody() {
        var claims = new JwtClaims();
        claims.setSubject("clinician-1");
        claims.setStringClaim("clinic", "north");
        claims.setStringClaim("azp", "scapula");
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new DefaultJWTCallerPrincipal(claims))
                .addRole("clinician")
                .build();
    }
}
