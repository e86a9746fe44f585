package org.scapula.triage.ruleset;

import java.util.Optional;

/// The places of a clinic that has given all its numbers.
public record LocalPlaces(
        Emergency emergency, Place department, Place maternity, Place crisis, Place sameDay, Place clinic)
        implements Places {

    public static final Places HERE = new LocalPlaces(
            () -> "999",
            new Named("the emergency department of St Mary", "01"),
            new Named("the birth centre", "02"),
            new Named("the night line", "03"),
            new Named("the duty doctor", "04"),
            new Named("our practice", "05"));

    record Named(String name, String number) implements Place {
        @Override
        public Optional<String> phone() {
            return Optional.of(number);
        }
    }
}
