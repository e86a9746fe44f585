package org.scapula.planner.fhir.cards;

import java.util.Optional;
import java.util.stream.Stream;

/// When a system may ask for cards.
enum Hook {
    PATIENT_VIEW(
            "scapula-patient-view",
            "patient-view",
            "What Scapula knows that must not be missed",
            "Urgent answers of triage without a visit, visits that lie too late, plans that were stopped, open warning"
                    + " questions and reviews that are due."),
    APPOINTMENT_BOOK(
            "scapula-appointment-book",
            "appointment-book",
            "Whether a time is in time",
            "The same, and whether the proposed appointments lie in the time in which triage says the person must be"
                    + " seen.");

    private final String id;
    private final String hook;
    private final String title;
    private final String description;

    Hook(String id, String hook, String title, String description) {
        this.id = id;
        this.hook = hook;
        this.title = title;
        this.description = description;
    }

    String id() {
        return id;
    }

    String hook() {
        return hook;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    static Optional<Hook> of(String id) {
        return Stream.of(values()).filter(service -> service.id.equals(id)).findFirst();
    }
}
