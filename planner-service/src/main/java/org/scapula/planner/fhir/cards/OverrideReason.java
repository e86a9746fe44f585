package org.scapula.planner.fhir.cards;

import java.util.Optional;
import java.util.stream.Stream;

/// Why somebody does otherwise than a card says. Codes only: what they think of it belongs into the clinic's own
/// record.
enum OverrideReason {
    SEEN_ELSEWHERE("seen-elsewhere", "The person has been seen, or is booked, elsewhere."),
    CLINICIAN_DECIDED("clinician-decided", "A clinician has decided otherwise."),
    PATIENT_DECLINES("patient-declines", "The person does not want it."),
    NOT_REACHED("not-reached", "The person could not be reached."),
    NOT_THIS_PATIENT("not-this-patient", "It is about somebody else.");

    static final String SYSTEM = "urn:scapula:cds-override-reason";

    private final String code;
    private final String display;

    OverrideReason(String code, String display) {
        this.code = code;
        this.display = display;
    }

    String code() {
        return code;
    }

    String display() {
        return display;
    }

    static Optional<OverrideReason> of(Optional<String> system, String code) {
        return Stream.of(values())
                .filter(reason -> reason.code.equals(code))
                .filter(reason -> system.map(SYSTEM::equals).orElse(true))
                .findFirst();
    }
}
