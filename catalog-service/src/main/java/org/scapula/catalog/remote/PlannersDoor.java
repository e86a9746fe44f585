package org.scapula.catalog.remote;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// A token is shown to nobody it is not meant for.
@ApplicationScoped
class PlannersDoor {

    private static final String PLANNER = "scapula-planner";

    private final SecurityIdentity identity;

    PlannersDoor(SecurityIdentity identity) {
        this.identity = identity;
    }

    void mustBeOpen() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getAudience() == null
                || !token.getAudience().contains(PLANNER)) {
            throw new Declined(401);
        }
    }
}
