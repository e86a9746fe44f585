package org.scapula.triage.ruleset;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.scapula.triage.rules.PictureRules;
import org.scapula.triage.rules.RuleSet;

/// The rules and words that come with the product, for the places of this installation.
@Singleton
class ShippedKnowledge implements Supplier<Knowledge> {

    private final Places places;

    ShippedKnowledge(Places places) {
        this.places = places;
    }

    @Override
    public Knowledge get() {
        var rules = RuleSet.shipped();
        // A picture that cannot be drawn must stop the service here, not the first person who needs one.
        var _ = PictureRules.shipped();
        return Knowledge.shipped(rules, Wording.shippedFor(rules), places);
    }
}
