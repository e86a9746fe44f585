package org.scapula.planner.scheduling.system;

/// Why a visit is given back. No more is told: why a person does not come is theirs.
public enum CancelReason {
    BY_PATIENT("Cancelled by the patient"),
    BY_CLINIC("Cancelled by the clinic"),
    NO_LONGER_NEEDED("No longer needed"),
    BOOKED_TWICE("Booked twice");

    private final String words;

    CancelReason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
