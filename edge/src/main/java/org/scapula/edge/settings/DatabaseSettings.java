package org.scapula.edge.settings;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// How a service enters its room, and how the room's owner does when tables are built at the start.
@ConfigMapping(prefix = "scapula.database")
public interface DatabaseSettings {

    String host();

    int port();

    String name();

    String username();

    @Secret
    Optional<String> password();

    Owner owner();

    interface Owner {

        String username();

        @Secret
        Optional<String> password();
    }
}
