package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How one secret takes the place of another.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "How one secret takes the place of another.", examples = "{\"previousForHours\": 24}")
public record NewSecret(
        @Schema(
                description =
                        "So long the secret before is good, too; 0 where it has become known to others, which ends every"
                                + " one before it as well. Absent: 24.",
                minimum = "0",
                maximum = "168",
                examples = "24")
        Optional<@Min(0) @Max(168) Integer> previousForHours) {

    int hours() {
        return previousForHours.orElse(24);
    }
}
