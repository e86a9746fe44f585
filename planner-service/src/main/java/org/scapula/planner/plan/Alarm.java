package org.scapula.planner.plan;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.scapula.edge.access.Caller;

/// Tells the clinic of somebody who must get help at once, in the transaction in which that becomes known.
public interface Alarm {

    /// Inside the room, for whoever may write about the patient.
    Uni<Void> ofAnEmergency(Caller caller, String patient, UUID assessment);

    /// The same, unless the clinic was told of that answer after this moment, even if it has seen to it by now: nobody
    /// has said anything new.
    Uni<Void> ofAnEmergencyAtTheDoor(Caller caller, String patient, UUID assessment, Instant since);
}
