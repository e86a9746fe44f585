package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The assessment a plan stands on. There is no picture when the person must be seen at once.
///
/// @param approved whether a clinician who has seen the person lets them exercise
public record Triage(
        String assessmentId,
        Disposition disposition,
        LocalDate assessedOn,
        List<String> unknownRedFlags,
        Optional<Picture> picture,
        boolean approved) {

    public Triage {
        unknownRedFlags = List.copyOf(unknownRedFlags);
    }

    /// Nobody has approved anything.
    public Triage(
            String assessmentId,
            Disposition disposition,
            LocalDate assessedOn,
            List<String> unknownRedFlags,
            Optional<Picture> picture) {
        this(assessmentId, disposition, assessedOn, unknownRedFlags, picture, false);
    }
}
