package org.scapula.triage.ruleset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// Whom people are sent to where this service runs. Whoever runs it sets the local names and numbers.
///
/// Public because settings are checked by reflection.
@ConfigMapping(prefix = "scapula.triage.places")
public interface Places {

    Emergency emergency();

    /// Defaults stand in application.properties, where an operator looks for them.
    Place department();

    Place maternity();

    Place crisis();

    Place sameDay();

    Place clinic();

    interface Emergency {
        @WithDefault("112")
        String phone();
    }

    interface Place {
        String name();

        Optional<String> phone();

        /// As it stands in a sentence: "your maternity unit (030 1234)".
        default String spoken() {
            return phone().map(number -> name() + " (" + number + ")").orElse(name());
        }
    }
}
