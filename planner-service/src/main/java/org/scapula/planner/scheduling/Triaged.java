package org.scapula.planner.scheduling;

import java.time.Duration;
import java.util.Optional;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Disposition;

/// What triage says of somebody who asks to be seen, understood to the last word that matters.
record Triaged(TriageAssessment assessment, BookingRequestRules.Said said) {

    /// Without a time frame that can be read there is no answer, and so no window. An emergency needs none.
    static Triaged of(TriageAssessment assessment) {
        var within = assessment
                .howFast()
                .flatMap(said -> BookingRequestRules.timeFrame(said.within()))
                .or(() -> Optional.of(Duration.ZERO).filter(_ -> assessment.held() == Disposition.EMERGENCY))
                .orElseThrow(() -> new NotUnderstood("an assessment without a time frame"));
        return new Triaged(
                assessment,
                new BookingRequestRules.Said(
                        assessment.disposition(),
                        assessment.held(),
                        within,
                        assessment.assessedAt(),
                        !assessment.unknownRedFlags().isEmpty()));
    }

    boolean isEmergency() {
        return said.held() == Disposition.EMERGENCY;
    }
}
