package org.scapula.triage.ruleset;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// The rules that come with this build, in memory. When they cannot be used there is no answer at all, and the service
/// is not ready: nobody is judged by half a rule set.
@Singleton
@Startup
@Default
@Readiness
class ShippedRules implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(ShippedRules.class);

    private final Optional<Knowledge> knowledge;
    private final String state;

    ShippedRules(Supplier<Knowledge> source) {
        Optional<Knowledge> found;
        String seen;
        try {
            var read = source.get();
            found = Optional.of(read);
            seen = read.rules().version() + " " + read.rules().hash();
        } catch (RuntimeException broken) {
            LOG.errorf("The rule set must not be used, nobody is judged: %s", broken.getMessage());
            found = Optional.empty();
            seen = String.valueOf(broken.getMessage());
        }
        knowledge = found;
        state = seen;
    }

    Optional<Knowledge> ifUsable() {
        return knowledge;
    }

    Knowledge require() {
        return knowledge.orElseThrow(Rulebook::unusable);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rule set")
                .status(knowledge.isPresent())
                .withData("state", state)
                .build();
    }
}
