package org.scapula.triage.assessment;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;

/// That there is an assessment, and how soon it says that the person must be seen. The rest is read by id.
@Schema(
        description = "An assessment among others: no answers and no words. It is read by its id.",
        requiredProperties = {"id", "assessedAt", "disposition", "effectiveDisposition"},
        examples = AssessmentHead.EXAMPLE)
public record AssessmentHead(
        @Schema(examples = "019ab2f5-0a2c-7e41-b0d7-6a1e5c3f8b12")
        UUID id,

        @Schema(examples = "2026-11-23T09:30:00Z") Instant assessedAt,

        @Schema(description = "As it was given.", examples = "ROUTINE_CLINICIAN")
        Disposition disposition,

        @Schema(description = "What holds after all reviews.", examples = "URGENT")
        Disposition effectiveDisposition) {

    static final String EXAMPLE = """
            {"id": "019ab2f5-0a2c-7e41-b0d7-6a1e5c3f8b12", "assessedAt": "2026-11-23T09:30:00Z",
             "disposition": "ROUTINE_CLINICIAN", "effectiveDisposition": "URGENT"}""";
}
