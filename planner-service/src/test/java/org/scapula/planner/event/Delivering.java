package org.scapula.planner.event;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// The settings of an operator who allows one address of this machine.
final class Delivering {

    static final String ALLOWED = "127.0.7.1";

    private Delivering() {}

    static WebhookSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookSettings.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("scapula.webhooks.key", "of these tests", "scapula.webhooks.allowed-private", ALLOWED),
                        "tests",
                        100))
                .build()
                .getConfigMapping(WebhookSettings.class);
    }
}
