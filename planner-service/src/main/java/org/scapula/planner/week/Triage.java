package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The assessment a plan stands on. There is no picture when the person must be seen at once.
public record Triage(
        String assessmentId,
        Disposition disposition,
        LocalDate assessedOn,
        List<String> unknownRedFlags,
        Optional<Picture> picture) {

    public Triage {
        unknownRedFlags = List.copyOf(unknownRedFlags);
    }
}
