package org.scapula.planner.remote;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
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
        if (shown(audience).isEmpty()) {
            throw new NotAdmitted(audience);
        }
    }

    /// The clinic as the neighbour reads it off the same token.
    String clinicFor(String audience) {
        return shown(audience)
                .flatMap(token -> Optional.<Object>ofNullable(token.getClaim("clinic")))
                .map(String::valueOf)
                .orElseThrow(() -> new NotAdmitted(audience));
    }

    private Optional<JsonWebToken> shown(String audience) {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && token.getAudience() != null
                        && token.getAudience().contains(audience)
                ? Optional.of(token)
                : Optional.empty();
    }

    /// A neighbour that answers so does not fail: it means the token.
    static boolean isRefused(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && (refused.getResponse().getStatus() == 401
                        || refused.getResponse().getStatus() == 403);
    }
}
