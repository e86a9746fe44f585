package org.scapula.planner.calendar;

import java.util.Optional;

/// Whose days a calendar shows: a patient's or a practitioner's.
record Whose(Optional<String> patient, Optional<String> practitioner) {

    String words() {
        return patient.map(reference -> "patient " + reference)
                .or(() -> practitioner.map(reference -> "practitioner " + reference))
                .orElseThrow();
    }
}
