package org.scapula.triage.assessment;

import java.util.Optional;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.PatientReference;
import org.scapula.edge.access.Role;

/// Whose assessment it is: a patient's own, or that of the patient whom a clinician names.
final class PatientRules {

    static final String FIELD = "/patient";

    private PatientRules() {}

    /// What is wrong with the patient that the request names, or does not name.
    static Optional<FieldError> complaint(Caller caller, NewAssessment wanted) {
        if (caller.patient().isEmpty() && !caller.roles().contains(Role.CLINICIAN)) {
            // Somebody else of the clinic who is its patient, too: as what they are there, they assess nobody.
            throw Problems.forbidden(
                    "Only a clinician assesses other people, and this token does not say whom it is for.");
        }
        if (wanted.said().refused().stream().anyMatch(error -> error.pointer().equals(FIELD))) {
            return Optional.empty();
        }
        return caller.patient()
                .map(own -> wanted.patient().filter(named -> !named.equals(own)).map(_ -> notYourOwn()))
                .orElseGet(() -> named(wanted.patient()));
    }

    /// The same somebody reads nobody's, either.
    static void requireReader(Caller caller) {
        if (caller.patient().isEmpty()
                && !caller.roles().contains(Role.CLINICIAN)
                && !caller.roles().contains(Role.INTEGRATOR)) {
            throw Problems.forbidden("This token does not say whom it is for.");
        }
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
