package org.scapula.triage.assessment;

import java.util.Map;
import java.util.Optional;
import org.scapula.triage.rules.Rule.Place;
import org.scapula.triage.rules.RuleSet;

/// What answers are made of: the rules, the words for them, and whom people are sent to here.
record Knowledge(RuleSet rules, Wording wording, Places places) {

    /// A line that is the same for everybody.
    String say(Line line) {
        return line.filled(spokenPlaces());
    }

    Map<String, String> spokenPlaces() {
        return Map.of(
                "emergency", places.emergency().phone(),
                "department", places.department().spoken(),
                "maternity", places.maternity().spoken(),
                "crisis", places.crisis().spoken(),
                "sameDay", places.sameDay().spoken(),
                "clinic", places.clinic().spoken());
    }

    Optional<String> phoneOf(Place place) {
        return switch (place) {
            case EMERGENCY_SERVICE -> Optional.of(places.emergency().phone());
            case EMERGENCY_DEPARTMENT -> places.department().phone();
            case MATERNITY -> places.maternity().phone();
            case SAME_DAY_CLINIC -> places.sameDay().phone();
            case CLINIC, SELF -> places.clinic().phone();
        };
    }

    /// Changes whenever something that is said to everybody changes.
    String fingerprint() {
        return rules.hash() + say(wording.emergencyFirst()) + say(wording.notice());
    }
}
