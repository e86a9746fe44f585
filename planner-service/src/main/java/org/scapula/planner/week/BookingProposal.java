package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.List;

/// What to book when it is no better on a day, and by when at the latest. Nothing is booked by it.
public record BookingProposal(
        LocalDate after, LocalDate latest, Visit what, String why, String adviceId, List<String> sources) {

    public BookingProposal {
        sources = List.copyOf(sources);
    }

    /// Whom to see.
    public enum Visit {
        CLINICIAN_VISIT
    }
}
