package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.Etags;

/// Something that a person at the clinic has to look at: why, since when, and what must be done.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "WorkItem",
        description = "Something that a person at the clinic has to look at.",
        requiredProperties = {
            "id",
            "kind",
            "why",
            "mustDo",
            "since",
            "patient",
            "assessmentId",
            "forClinicians",
            "version"
        },
        examples = Examples.WORK)
public record WorkItemView(
        UUID id,
        WorkKind kind,

        @Schema(description = "Why it is here, in words.") String why,

        @Schema(description = "What must be done, in words.")
        String mustDo,

        Instant since,

        @Schema(description = "The clinic's opaque reference.", examples = "p-4711")
        String patient,

        UUID assessmentId,

        @Schema(description = "Absent where there is none: an emergency is never booked.")
        Optional<UUID> bookingRequestId,

        @Schema(description = "Whether it takes a clinician to say that it is done.")
        boolean forClinicians,

        @Schema(description = "Since when it is done; absent while it is not.")
        Optional<Instant> doneAt,

        Optional<String> doneBy,

        @Schema(examples = "1") int version) {

    static WorkItemView of(WorkItem row) {
        return new WorkItemView(
                row.id,
                row.kind,
                row.kind.why(),
                row.kind.mustDo(),
                row.since,
                row.patient,
                row.assessment,
                Optional.ofNullable(row.request),
                row.kind.isForClinicians(),
                Optional.ofNullable(row.doneAt),
                Optional.ofNullable(row.doneBy),
                row.version);
    }

    String tag() {
        return Etags.of("work-item", id.toString(), String.valueOf(version));
    }
}
