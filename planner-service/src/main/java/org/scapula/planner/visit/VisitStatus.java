package org.scapula.planner.visit;

/// How far a visit has come, in the words of FHIR's Appointment.
public enum VisitStatus {
    /// Held for somebody, and not yet theirs.
    PROPOSED,
    /// Booked, and not yet confirmed by the clinic.
    PENDING,
    /// Confirmed.
    BOOKED,
    FULFILLED,
    CANCELLED,
    NOSHOW;

    /// Whether nobody else can have its time.
    public boolean occupies() {
        return this == PROPOSED || this == PENDING || this == BOOKED;
    }
}
