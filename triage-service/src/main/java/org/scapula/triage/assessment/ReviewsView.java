package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;

/// Everything that clinicians said of one judgement, in the order in which they said it.
@Schema(
        name = "Reviews",
        description = "What clinicians said of an assessment, in order; the last holds.",
        requiredProperties = {"assessmentId", "disposition", "effectiveDisposition", "reviews"},
        examples =
                "{\"assessmentId\": \"019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01\", \"disposition\": \"ROUTINE_CLINICIAN\","
                        + " \"effectiveDisposition\": \"URGENT\", \"reviews\": [" + ReviewView.EXAMPLE + "]}")
public record ReviewsView(
        @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        UUID assessmentId,

        @Schema(description = "As it was given.", examples = "ROUTINE_CLINICIAN")
        Disposition disposition,

        @Schema(description = "What holds now.", examples = "URGENT")
        Disposition effectiveDisposition,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = ReviewView.class)
        String reviews) {

    static ReviewsView of(Assessment reviewed, List<Review> reviews) {
        return new ReviewsView(
                reviewed.id,
                reviewed.disposition,
                reviewed.effectiveDisposition,
                "["
                        + String.join(
                                ",",
                                reviews.stream().map(review -> review.shown).toList()) + "]");
    }
}
