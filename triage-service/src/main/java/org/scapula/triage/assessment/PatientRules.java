package org.scapula.triage.assessment;

import java.util.Optional;
import org.scapula.edge.FieldError;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.PatientReference;

/// Whose assessment it is: a patient's own, or that of the patient whom a clinician names.
final class PatientRules {

    static final String FIELD = "/patient";

    private PatientRules() {}

    /// What is wrong with the patient that the request names, or does not name.
    static Optional<FieldError> complaint(Caller caller, NewAssessment wanted) {
        if (wanted.said().refused().stream().anyMatch(error -> error.pointer().equals(FIELD))) {
            return Optional.empty();
        }
        return caller.patient()
                .map(own -> wanted.patient().filter(named -> !named.equals(own)).map(_ -> notYourOwn()))
                .orElseGet(() -> named(wanted.patient()));
    }

    static String whose(Caller caller, NewAssessment wanted) {
        return caller.patient().or(wanted::patient).orElseThrow();
    }

    private static Optional<FieldError> named(Optional<String> patient) {
        if (patient.isEmpty()) {
            return Optional.of(new FieldError(FIELD, "required", "must say whose answers they are"));
        }
        return patient.filter(reference -> !PatientReference.isOpaque(reference))
                .map(_ -> new FieldError(FIELD, "malformed", PatientReference.RULE));
    }

    private static FieldError notYourOwn() {
        return new FieldError(FIELD, "unknown-value", "is not your own reference; it can be left out");
    }
}
