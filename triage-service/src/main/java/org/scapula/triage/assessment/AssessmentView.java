package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;

/// The answer to a person that is kept: advice, what changed since the last, whose it is, and what it rests on.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "How soon a person must be seen and why, in reading order. Kept as given; what we said never"
                + " changes. When a clinician has reviewed it, `review` and `effectiveDisposition` stand before it, and"
                + " the ETag is another.",
        examples = Examples.ASSESSMENT)
public record AssessmentView(
        @Schema(
                description = "The latest word of a clinician; absent when there is none. All of them: `GET"
                        + " /assessments/{id}/reviews`.")
        Optional<ReviewView> review,

        @Schema(
                nullable = false,
                description = "What holds after the latest review; absent without one, and then `disposition` holds.",
                examples = "URGENT")
        Optional<Disposition> effectiveDisposition,

        @JsonUnwrapped Advice advice,
        Optional<ChangedSince> changedSince,

        @Schema(
                description =
                        "What grew worse since the assessment that this one replaces; it counts as a finding of its"
                                + " own. Absent in assessments from before there were episodes.")
        List<Change> gotWorse,

        @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", required = true)
        UUID id,

        @Schema(
                description =
                        "The first assessment of the episode, of which this one is part: its own id when it replaces"
                                + " none. Absent in assessments from before there were episodes.",
                examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        UUID episode,

        @Schema(description = "Whose it is: the clinic's opaque reference.", examples = "p-4711", required = true)
        String patient,

        @JsonUnwrapped Grounds grounds) {

    @Schema(
            description =
                    "What became different since the most urgent answer of the last 24 hours, when this one is milder."
                            + " It need not be the one that was replaced, and a clinician may have said it.",
            examples = """
                    {"assessmentId": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "assessedAt": "2026-11-21T08:00:00Z", "disposition": "URGENT",
                     "headline": "You need to see a doctor today.", "text": "What changed is listed here.", "byClinician": false,
                     "findings": [{"finding": "feverish", "question": "Do you feel feverish?", "before": "yes", "after": "no"}],
                     "freeTextChanged": false, "ruleSetChanged": false}""")
    public record ChangedSince(
            @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", required = true)
            UUID assessmentId,

            @Schema(examples = "2026-11-21T08:00:00Z", required = true)
            Instant assessedAt,

            @Schema(examples = "URGENT", required = true) Disposition disposition,

            @Schema(examples = "You need to see a doctor today.", required = true)
            String headline,

            @Schema(examples = "What changed is listed here.", required = true)
            String text,

            @Schema(
                    description =
                            "Whether a clinician said so in a review of that assessment; absent in answers from before"
                                    + " there were reviews.",
                    examples = "false")
            boolean byClinician,

            @Schema(description = "The answers that differ.", required = true)
            List<Change> findings,

            @Schema(examples = "false", required = true) boolean freeTextChanged,
            @Schema(examples = "false", required = true) boolean ruleSetChanged) {}

    @Schema(
            name = "AnswerChange",
            description = "One answer, before and after.",
            examples =
                    "{\"finding\": \"feverish\", \"question\": \"Do you feel feverish?\", \"before\": \"yes\", \"after\": \"no\"}")
    public record Change(
            @Schema(examples = "feverish", required = true) String finding,

            @Schema(examples = "Do you feel feverish?", required = true)
            String question,

            @Schema(examples = "yes", required = true) String before,
            @Schema(examples = "no", required = true) String after) {}
}
