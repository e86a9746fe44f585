package org.scapula.planner.plan;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.scapula.edge.access.Caller;

/// Tells the clinic of somebody who must get help at once, in the transaction in which that becomes known.
public interface Alarm {

    /// Inside the room, for whoever may write about the patient.
    Uni<Void> ofAnEmergency(Caller caller, String patient, UUID assessment);

    /// The same, unless the clinic was told of that answer and nobody has said anything new of it since, even if it has
    /// seen to it by now.
    Uni<Void> ofAnEmergencyAtTheDoor(Caller caller, String patient, UUID assessment, Latest latest);

    /// What was said of an emergency last. Who has seen to it after a clinician raised it has seen what they said, also
    /// where the clinic was told before; who has seen to it before has not.
    ///
    /// @param letGo when that answer let the person go on
    /// @param raised when a clinician said that it is one
    record Latest(Instant letGo, Instant raised) {}
}
