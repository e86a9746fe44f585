package org.scapula.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// How much one address and one person get of a service.
@ConfigMapping(prefix = "scapula.rate-limit")
public interface RateLimitSettings {

    @WithDefault("true")
    boolean enabled();

    /// Of all that comes from one IPv4 address or IPv6 network (/64).
    Rate address();

    /// Of what one person or system with a login does, wherever they are.
    Rate person();

    /// What one address gets of an endpoint, by its path as the endpoint writes it.
    Map<String, Rate> endpoints();

    /// So many addresses and persons at most: memory has an end. Whoever is forgotten starts anew.
    @WithDefault("50000")
    long mostRemembered();

    default Duration longest() {
        return Stream.concat(Stream.of(address(), person()), endpoints().values().stream())
                .map(Rate::within)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    interface Rate {
        long requests();

        @WithDefault("PT1M")
        Duration within();
    }
}
