package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;

/// What a clinician said of a judgement, as it is told from then on. Who says that somebody must be seen also says what
/// to do now; who says that self-care is enough leaves our words below as they are.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Review",
        description = "What a clinician said of an assessment. It never changes; a new one follows it.",
        requiredProperties = {"id", "assessmentId", "reviewedAt", "disposition", "insteadOf", "doNow", "subject"},
        examples = ReviewView.EXAMPLE)
public record ReviewView(
        @Schema(
                description = "What to do first, where a clinician says that somebody must look at it.",
                examples = "You need to see a doctor today. Call your doctor now.")
        Optional<String> headline,

        @Schema(description = "What holds from then on, until a later review.", examples = "URGENT")
        Disposition disposition,

        @Schema(description = "What held until then.", examples = "ROUTINE_CLINICIAN")
        Disposition insteadOf,

        @Schema(
                description = "What to do now, in this order; empty with self-care.",
                examples = "[\"Call your doctor.\"]")
        List<String> doNow,

        @Schema(
                description = "Who answers for it; always there where it is milder.",
                examples = "the physiotherapist on duty")
        Optional<String> name,

        @Schema(description = "Why; always there where it is milder.", examples = "Examined today.")
        Optional<String> reason,

        @Schema(examples = "2026-11-21T10:30:00Z") Instant reviewedAt,

        @Schema(description = "The subject of the token that acted.", examples = "5c1b2f0e")
        String subject,

        @Schema(examples = "019ab2f4-9d21-7c3a-8f10-2b6c1d9e4a02")
        UUID id,

        @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        UUID assessmentId) {

    static final String EXAMPLE = """
            {"headline": "You need to see a doctor today. Call your doctor now.", "disposition": "URGENT",
             "insteadOf": "ROUTINE_CLINICIAN", "doNow": ["Call your doctor and ask to be seen today."],
             "name": "the physiotherapist on duty", "reason": "The weakness is new.", "reviewedAt": "2026-11-21T10:30:00Z",
             "subject": "5c1b2f0e", "id": "019ab2f4-9d21-7c3a-8f10-2b6c1d9e4a02",
             "assessmentId": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01"}""";
}
