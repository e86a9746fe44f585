package org.scapula.edge.settings;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.AssertTrue;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Whose tokens are believed, and where its keys are fetched.
@ConfigMapping(prefix = "scapula.oidc")
public interface IssuerSettings {

    /// The `iss` of every token.
    URI issuer();

    URI url();

    /// Hosts of a closed network whose keys may come over plain HTTP.
    Optional<Set<String>> plainHttpHosts();

    @WithDefault("scapula-planner")
    String clientId();

    Optional<String> clientSecret();

    /// Keys that somebody on the way could replace are no keys.
    @AssertTrue(
            message =
                    "scapula.oidc.url must be https, or this machine, or a host named in scapula.oidc.plain-http-hosts")
    default boolean isKeptFromStrangers() {
        return LaunchMode.current() != LaunchMode.NORMAL
                || "https".equals(url().getScheme())
                || isHere(url().getHost())
                || plainHttpHosts().orElse(Set.of()).contains(url().getHost());
    }

    private static boolean isHere(String host) {
        try {
            return "localhost".equals(host) || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
