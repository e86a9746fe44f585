package org.scapula.triage.ruleset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.scapula.edge.access.Caller;
import org.scapula.triage.rules.RuleSet;

/// Rule sets ready to judge. What one says never changes, so it is read and compiled once.
@ApplicationScoped
public class Library {

    private static final Logger LOG = Logger.getLogger(Library.class);

    private static final int MOST_AT_HAND = 64;

    private final RuleSets ruleSets;
    private final ShippedRules shipped;
    private final Places places;
    private final Workbench workbench;
    private final Cache<UUID, Copy> copies =
            Caffeine.newBuilder().maximumSize(MOST_AT_HAND).build();

    Library(RuleSets ruleSets, ShippedRules shipped, Places places, Workbench workbench) {
        this.ruleSets = ruleSets;
        this.shipped = shipped;
        this.places = places;
        this.workbench = workbench;
    }

    /// A rule set that was kept once and cannot be read by this build stays so.
    private record Copy(Optional<RuleSet> rules) {

        static Copy of(UUID id, RuleSetText text) {
            try {
                return new Copy(Optional.of(text.compiled()));
            } catch (RuntimeException broken) {
                LOG.errorf("Rule set %s must not be used: %s", id, broken.getMessage());
                return new Copy(Optional.empty());
            }
        }

        RuleSet require() {
            return rules.orElseThrow(Rulebook::unusable);
        }
    }

    /// Any that the caller's clinic may read, in whatever state; a refusal when it cannot be used. What is at hand was
    /// perhaps read for another clinic, so the database is asked who may see it all the same.
    public Uni<RuleSet> require(Caller caller, UUID id) {
        return ruleSets.require(caller, id).chain(kept -> rules(caller, kept));
    }

    private Uni<RuleSet> rules(Caller caller, KeptRuleSet seen) {
        return Optional.ofNullable(copies.getIfPresent(seen.id()))
                .map(copy -> Uni.createFrom().item(copy))
                .orElseGet(() -> read(caller, seen.id()))
                .map(Copy::require);
    }

    /// Which it is and where it stands, with whoever answers for it.
    public Uni<RuleSetHead> head(Caller caller, UUID id) {
        return ruleSets.require(caller, id).map(RuleSetHead::of);
    }

    String notice() {
        return shipped.require().notice();
    }

    /// The rules with the words for them. What this build carries is at hand already.
    Uni<Knowledge> knowledge(Caller caller, KeptRuleSet kept) {
        var own = shipped.require();
        return own.rules().hash().equals(kept.hash())
                ? Uni.createFrom().item(new Knowledge(kept.id(), own.rules(), own.wording(), places))
                : rules(caller, kept).chain(rules -> workbench.now(() -> spoken(kept.id(), rules, own)));
    }

    private Knowledge spoken(UUID id, RuleSet rules, Knowledge own) {
        try {
            return new Knowledge(id, rules, own.wording().lentTo(rules, own.rules()), places);
        } catch (IllegalStateException wordless) {
            LOG.errorf("Rule set %s must not be used: %s", id, wordless.getMessage());
            throw Rulebook.unusable();
        }
    }

    private Uni<Copy> read(Caller caller, UUID id) {
        return ruleSets.text(caller, id).chain(text -> workbench.now(() -> copies.get(id, _ -> Copy.of(id, text))));
    }
}
