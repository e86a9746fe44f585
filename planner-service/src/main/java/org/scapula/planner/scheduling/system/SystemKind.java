package org.scapula.planner.scheduling.system;

/// How a clinic's scheduling system is spoken to.
public enum SystemKind {
    /// FHIR R4: Slots are searched, Appointments created.
    FHIR_SLOT,
    /// FHIR R4 with `$find`, `$hold` and `$book` of IHE ITI Scheduling.
    FHIR_FIND,
    /// Plain REST in the manner of Easy!Appointments.
    EASY,
    /// Plain REST that is polled, in the manner of Cliniko.
    POLLING
}
