package org.scapula.triage.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Which stored assessments to judge again.
@Schema(
        description = "Which of the clinic's stored assessments to judge again; all of them when nothing is said.",
        examples = "{\"from\": \"2026-01-01\", \"to\": \"2026-11-30\", \"listed\": 100}")
public record NewComparison(
        @Schema(description = "The first day, in the clinic's calendar.", examples = "2026-01-01")
        Optional<LocalDate> from,

        @Schema(description = "The last day.", examples = "2026-11-30")
        Optional<LocalDate> to,

        @Schema(description = "So many assessments are listed at most; 100 when nothing is said.", examples = "100")
        Optional<@Min(1) @Max(1000) Integer> listed) {

    static final NewComparison OF_ALL = new NewComparison(Optional.empty(), Optional.empty(), Optional.empty());
}
