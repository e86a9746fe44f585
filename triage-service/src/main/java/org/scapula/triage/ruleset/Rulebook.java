package org.scapula.triage.ruleset;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;

/// The rules in force. When they cannot be used there is no answer at all, and the service is not ready: nobody is
/// judged by half a rule set.
@Singleton
@Startup
@Default
@Readiness
public class Rulebook implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Rulebook.class);

    private static final Duration COME_BACK = Duration.ofMinutes(5);

    private final Optional<Knowledge> knowledge;
    private final String state;

    Rulebook(Supplier<Knowledge> source) {
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

    /// The rules in force for the caller's clinic; a refusal when they cannot be known or used, never others.
    public Uni<Knowledge> of(Caller caller) {
        return Uni.createFrom().item(this::forAnyone);
    }

    /// The rules for those of whom we do not know where they belong. Held in memory: no database stands between
    /// somebody in an emergency and an answer.
    public Knowledge forAnyone() {
        return knowledge.orElseThrow(() -> Problems.unavailable(
                "The rules of this service cannot be used at the moment, so it gives no answer. If you are worried, call"
                        + " your doctor; in an emergency call the emergency number.",
                COME_BACK));
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rule set")
                .status(knowledge.isPresent())
                .withData("state", state)
                .build();
    }
}
