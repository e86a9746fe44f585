package org.scapula.planner.remote;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The token of the person who asks, for what is their own act at a neighbour. It is shown to nobody it is not meant
/// for.
@ApplicationScoped
class PersonsToken {

    static final String TRIAGE = "scapula-triage";
    static final String CATALOG = "scapula-catalog";

    private final SecurityIdentity identity;

    PersonsToken(SecurityIdentity identity) {
        this.identity = identity;
    }

    void requireFor(String audience) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getAudience() == null
                || !token.getAudience().contains(audience)) {
            throw new NotAdmitted(audience);
        }
    }

    /// A neighbour that answers so does not fail: it means the token.
    static boolean isRefused(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && (refused.getResponse().getStatus() == 401
                        || refused.getResponse().getStatus() == 403);
    }
}
