package org.scapula.planner.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import org.scapula.edge.settings.Secret;

/// Who the planner is at the issuer. Without a secret of its own it does not start in production.
@ConfigMapping(prefix = "scapula.oidc")
interface OwnCredentials {

    String url();

    @WithDefault("scapula-planner")
    String clientId();

    @Secret
    Optional<String> clientSecret();
}
