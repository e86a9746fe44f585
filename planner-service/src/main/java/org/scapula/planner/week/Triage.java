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

    /// An approval counts only where triage says that a clinician should be seen before long.
    public boolean isApproved() {
        return approved && disposition == Disposition.ROUTINE_CLINICIAN;
    }

    /// The limits of the picture that hold for a plan: of those that leave the choice to a clinician, the ones that no
    /// clinician has made yet.
    public List<Forbidden> forbids() {
        return picture.map(Picture::forbids).orElse(List.of()).stream()
                .filter(it -> !(it.approvable() && !it.assumed() && isApproved()))
                .toList();
    }
}
