package org.scapula.triage.ruleset;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.scapula.edge.access.Caller;

/// Before the first request: the rules that this build carries are kept like any others, so that what they judged can
/// be
/// replayed; and the rules of the clinic that the open endpoints belong to are learnt, and from then on looked up
/// again.
@Singleton
@Readiness
class AtStart implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(AtStart.class);

    private final ShippedRules shipped;
    private final RuleSets ruleSets;
    private final Rulebook rulebook;
    private final Proving proving;
    private final Vertx vertx;
    private final Optional<String> openClinic;
    private final Duration reread;

    AtStart(
            ShippedRules shipped,
            RuleSets ruleSets,
            Rulebook rulebook,
            Proving proving,
            Vertx vertx,
            @ConfigProperty(name = "scapula.triage.open-clinic") Optional<String> openClinic,
            @ConfigProperty(name = "scapula.triage.rule-sets.reread") Duration reread) {
        this.shipped = shipped;
        this.ruleSets = ruleSets;
        this.rulebook = rulebook;
        this.proving = proving;
        this.vertx = vertx;
        this.openClinic = openClinic;
        this.reread = reread;
    }

    /// On the main thread, before the port is opened: here, and only here, waiting is right.
    void begin(@Observes StartupEvent event) throws Throwable {
        if (shipped.ifUsable().isPresent()) {
            ship(shipped.require());
        }
        openClinic.map(AtStart::us).ifPresent(this::keepLooking);
    }

    private void ship(Knowledge knowledge) throws Throwable {
        var shipper = us(KeptRuleSet.SHIPPED);
        var rules = knowledge.rules();
        if (!VertxContextSupport.subscribeAndAwait(() -> ruleSets.isInForce(shipper, rules.hash()))) {
            var draft = new RuleSets.Draft(knowledge.ruleSetId(), rules.version(), rules.hash(), RuleSetText.shipped());
            var proved = proving.prove(rules);
            VertxContextSupport.subscribeAndAwait(() -> ruleSets.ship(shipper, draft, proved));
            LOG.infof("Rule set %s %s is shipped", rules.version(), rules.hash());
        }
    }

    private void keepLooking(Caller us) {
        look(us);
        vertx.setPeriodic(reread.toMillis(), _ -> look(us));
    }

    /// What was known last still judges while the database is away. A session wants a context to itself, and the one of
    /// a timer is shared.
    private void look(Caller us) {
        var alone = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(alone, true);
        alone.runOnContext(_ -> rulebook.inForce(us)
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf("The rules of the open clinic are not known: %s", failure.getMessage())));
    }

    private static Caller us(String clinic) {
        return new Caller(clinic, "scapula", Set.of(), Optional.empty(), "", "", "");
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rules for anyone")
                .status(rulebook.isReadyForAnyone())
                .withData("clinic", openClinic.orElse(KeptRuleSet.SHIPPED))
                .build();
    }
}
