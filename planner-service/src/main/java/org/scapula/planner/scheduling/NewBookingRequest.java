package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.planner.visit.VisitType;

/// A wish to be seen. How pressing it is, triage says, and nobody else.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "A wish to be seen. There is no field for how pressing it is: triage says that.",
        requiredProperties = "assessmentId",
        examples = Examples.NEW)
public record NewBookingRequest(
        @Schema(description = "The assessment of triage that it follows from.", examples = Examples.ASSESSMENT) @NotNull
        UUID assessmentId,

        @Schema(
                nullable = false,
                description = "INITIAL_ASSESSMENT where nothing is said.",
                examples = "INITIAL_ASSESSMENT")
        Optional<VisitType> visitType,

        Optional<@Valid Wish> wish) {

    VisitType type() {
        return visitType.orElse(VisitType.INITIAL_ASSESSMENT);
    }
}
