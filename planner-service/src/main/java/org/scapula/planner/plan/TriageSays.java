package org.scapula.planner.plan;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.week.Disposition;

/// What triage says of one person while one request is answered. Each is asked for once, whoever wants to know it, and
/// only where somebody does.
///
/// @param later what triage said last of the person, where that is another answer than the one that is named
record TriageSays(Uni<TriageAssessment> named, Uni<Optional<Later>> later) {

    /// @param whole empty where triage does not give it out
    record Later(TriageNewest.Head head, String patient, Uni<Optional<TriageAssessment>> whole) {

        boolean forbids() {
            return head.effectiveDisposition() != Disposition.SELF_CARE;
        }

        boolean mustBeSeen() {
            return head.effectiveDisposition() == Disposition.EMERGENCY
                    || head.effectiveDisposition() == Disposition.URGENT;
        }

        /// In the words of triage, or in ours where they cannot be read: that it forbids exercise is known by
        /// then. Only a clinician who has just said otherwise lets the person go on.
        Uni<Void> refuse() {
            return whole.onFailure()
                    .invoke(failure -> Intake.warn("triage", failure))
                    .onFailure()
                    .recoverWithItem(Optional.empty())
                    .invoke(found -> Refusals.unlessItAllowsSince(head, found))
                    .replaceWithVoid();
        }

        /// In the words of triage where they can be read.
        Uni<Stops.Said> said() {
            return whole.onFailure()
                    .recoverWithItem(Optional.empty())
                    .map(found -> found.map(Stops.Said::of).orElseGet(() -> Stops.Said.unread(head, patient)));
        }
    }
}
