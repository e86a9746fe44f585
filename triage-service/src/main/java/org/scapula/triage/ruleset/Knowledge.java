package org.scapula.triage.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.scapula.triage.rules.Rule.Place;
import org.scapula.triage.rules.RuleSet;

/// What answers are made of: the rules, the words for them, and whom people are sent to here.
///
/// `ruleSetId` names the rules among all that were ever in force, so that a judgement can be replayed.
public record Knowledge(UUID ruleSetId, RuleSet rules, Wording wording, Places places) {

    /// The rules that come with the product have the same id wherever they run.
    public static Knowledge shipped(RuleSet rules, Wording wording, Places places) {
        return new Knowledge(shippedId(rules.hash()), rules, wording, places);
    }

    static UUID shippedId(String hash) {
        return UUID.nameUUIDFromBytes(("shipped " + hash).getBytes(StandardCharsets.UTF_8));
    }

    /// A line that is the same for everybody.
    public String say(Line line) {
        return line.filled(spokenPlaces());
    }

    String notice() {
        return say(wording.notice());
    }

    public Map<String, String> spokenPlaces() {
        return Map.of(
                "emergency", places.emergency().phone(),
                "department", places.department().spoken(),
                "maternity", places.maternity().spoken(),
                "crisis", places.crisis().spoken(),
                "sameDay", places.sameDay().spoken(),
                "clinic", places.clinic().spoken());
    }

    public Optional<String> phoneOf(Place place) {
        return switch (place) {
            case EMERGENCY_SERVICE -> Optional.of(places.emergency().phone());
            case EMERGENCY_DEPARTMENT -> places.department().phone();
            case MATERNITY -> places.maternity().phone();
            case SAME_DAY_CLINIC -> places.sameDay().phone();
            case CLINIC, SELF -> places.clinic().phone();
        };
    }

    /// Changes whenever something that is said to everybody changes.
    public String fingerprint() {
        return rules.hash() + say(wording.emergencyFirst()) + say(wording.notice());
    }
}
