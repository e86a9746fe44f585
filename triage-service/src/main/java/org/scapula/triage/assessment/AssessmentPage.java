package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Which assessments there are of a person, the newest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "A person's assessments, the newest first.",
        requiredProperties = "assessments",
        examples = "{\"assessments\": [" + AssessmentHead.EXAMPLE + "]}")
public record AssessmentPage(
        List<AssessmentHead> assessments,

        @Schema(
                description = "Send it as `cursor` for the next page; absent on the last.",
                examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        Optional<UUID> next) {

    static AssessmentPage of(List<AssessmentHead> found, int limit) {
        return new AssessmentPage(
                found,
                found.size() < limit
                        ? Optional.empty()
                        : Optional.of(found.getLast().id()));
    }
}
