package org.scapula.triage.ruleset;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;

/// The rules in force. For a clinic they are its own active rule set, or else what came with the product; when they
/// cannot be known or used nobody is judged by others in their place.
@ApplicationScoped
public class Rulebook {

    private static final Logger LOG = Logger.getLogger(Rulebook.class);

    /// How long somebody with a possible emergency waits for our database.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration COME_BACK = Duration.ofMinutes(5);

    private final ShippedRules shipped;
    private final RuleSets ruleSets;
    private final Library library;
    private final Optional<String> openClinic;
    private final Duration reread;
    private final Map<String, Known> byClinic = new ConcurrentHashMap<>();

    Rulebook(
            ShippedRules shipped,
            RuleSets ruleSets,
            Library library,
            @ConfigProperty(name = "scapula.triage.open-clinic") Optional<String> openClinic,
            @ConfigProperty(name = "scapula.triage.rule-sets.reread") Duration reread) {
        this.shipped = shipped;
        this.ruleSets = ruleSets;
        this.library = library;
        this.openClinic = openClinic;
        this.reread = reread;
    }

    private record Known(InForce inForce, long readAt, AtomicBoolean asking) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - readAt);
        }

        Known outdated(Duration reread) {
            return new Known(inForce, readAt - 2 * reread.toNanos(), asking);
        }
    }

    /// The rules in force for the caller's clinic; a refusal when they cannot be known or used, never others.
    public Uni<Knowledge> of(Caller caller) {
        return inForce(caller).map(InForce::knowledge);
    }

    /// The rules for those of whom we do not know where they belong. Held in memory: no database stands between
    /// somebody in an emergency and an answer.
    public Knowledge forAnyone() {
        return openClinic.isPresent() ? known(openClinic.get()).orElseThrow(Rulebook::unusable) : shipped.require();
    }

    boolean isReadyForAnyone() {
        return (openClinic.isPresent() ? known(openClinic.get()) : shipped.ifUsable()).isPresent();
    }

    /// When the rules in force cannot be known: those to warn by, and for nothing else. What they find urgent is said;
    /// what they find harmless is no answer.
    public Optional<Knowledge> toWarnBy(Caller caller) {
        return known(caller.clinic()).or(shipped::ifUsable);
    }

    /// The same for those who are not signed in.
    public Optional<Knowledge> toWarnAnyoneBy() {
        return shipped.ifUsable();
    }

    /// Other replicas change it too, so it is looked up again every few seconds; while one caller does, the others are
    /// judged by what was in force a moment ago.
    Uni<InForce> inForce(Caller caller) {
        return Optional.ofNullable(byClinic.get(caller.clinic()))
                .filter(this::isGoodEnough)
                .map(known -> Uni.createFrom().item(known.inForce()))
                .orElseGet(() -> read(caller));
    }

    /// What was changed here holds here at once.
    void lookAgain(Caller caller) {
        byClinic.computeIfPresent(caller.clinic(), (_, known) -> known.outdated(reread));
    }

    private Optional<Knowledge> known(String clinic) {
        return Optional.ofNullable(byClinic.get(clinic))
                .map(known -> known.inForce().knowledge());
    }

    private boolean isGoodEnough(Known known) {
        var age = known.age();
        return age.compareTo(reread) < 0
                || (age.compareTo(reread.multipliedBy(2)) < 0 && !known.asking().compareAndSet(false, true));
    }

    private Uni<InForce> read(Caller caller) {
        return ruleSets.inForce(caller)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(found -> found.orElseThrow(Rulebook::unusable))
                .chain(kept -> understood(caller, kept))
                .invoke(inForce ->
                        byClinic.put(caller.clinic(), new Known(inForce, System.nanoTime(), new AtomicBoolean())))
                .onFailure(failure -> !(failure instanceof HttpProblem))
                .transform(Rulebook::unknown);
    }

    private Uni<InForce> understood(Caller caller, KeptRuleSet kept) {
        return known(caller.clinic())
                .filter(before -> before.ruleSetId().equals(kept.id()))
                .map(before -> Uni.createFrom().item(before))
                .orElseGet(() -> library.knowledge(caller, kept))
                .map(knowledge -> new InForce(kept, knowledge));
    }

    private static RuntimeException unknown(Throwable failure) {
        LOG.errorf("The rules in force cannot be known: %s", failure.getClass().getName());
        return Problems.unavailable(
                "Which rules are in force cannot be known at the moment, so there is no answer. If you are worried, call"
                        + " your doctor; in an emergency call the emergency number.",
                SOON);
    }

    static RuntimeException unusable() {
        return Problems.unavailable(
                "The rules of this service cannot be used at the moment, so it gives no answer. If you are worried, call"
                        + " your doctor; in an emergency call the emergency number.",
                COME_BACK);
    }
}
