package org.scapula.triage.ruleset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.scapula.triage.rules.Milder;
import org.scapula.triage.rules.Proof;
import org.scapula.triage.rules.Proof.Property;
import org.scapula.triage.rules.RuleSet;

/// Has a rule set proved, and writes down what came out.
@Singleton
class Proving {

    private static final int MOST_REMEMBERED = 16;

    private final ShippedRules shipped;
    private final ObjectMapper json;
    private final Cache<String, RuleSets.Proved> byHash =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Proving(ShippedRules shipped, ObjectMapper json) {
        this.shipped = shipped;
        this.json = json;
    }

    /// Takes a processor for up to some seconds; what says the same is proved once.
    RuleSets.Proved prove(RuleSet rules) {
        return byHash.get(rules.hash(), _ -> proved(rules));
    }

    private RuleSets.Proved proved(RuleSet rules) {
        var proof = Proof.of(rules);
        var milder = Milder.than(shipped.require().rules(), rules);
        var otherwiseFine = Stream.of(Property.values())
                .filter(property -> property != Property.MONOTONE)
                .allMatch(proof::holds);
        return new RuleSets.Proved(
                written(ProofReport.of(proof, milder)), proof.holds(Property.MONOTONE), otherwiseFine);
    }

    private String written(ProofReport report) {
        try {
            return json.writeValueAsString(report);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
