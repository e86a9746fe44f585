package org.scapula.triage.replay;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;

/// What the rules that judged once say of the same answers today.
@Schema(
        description =
                "What the rules that judged then say of the same answers today. The hash is of the whole decision: the"
                        + " outcome, the rules that fired and why, what was open, how each answer was read.",
        examples = """
                {"assessmentId": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "ruleSet": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a02",
                 "same": true, "stored": {"disposition": "URGENT", "decisionHash": "9f2b7c"},
                 "replayed": {"disposition": "URGENT", "decisionHash": "9f2b7c"}, "differences": [],
                 "decision": ["disposition: URGENT", "fired: U11[oneLegSwollen]"]}""")
public record ReplayView(
        @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", required = true)
        UUID assessmentId,

        @Schema(
                description = "The rules that judged.",
                examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a02",
                required = true)
        UUID ruleSet,

        @Schema(description = "Whether the decision is the same, bit for bit.", examples = "true", required = true)
        boolean same,

        @Schema(required = true) Decision stored,
        @Schema(required = true) Decision replayed,

        @Schema(
                description = "What differs, in words; empty when it is the same.",
                examples = "[\"disposition: URGENT then, EMERGENCY now\"]",
                required = true)
        List<String> differences,

        @Schema(
                description = "The decision of the replay, a line for each part.",
                examples = "[\"disposition: URGENT\", \"fired: U11[oneLegSwollen]\"]",
                required = true)
        List<String> decision) {

    @Schema(
            name = "ReplayDecision",
            description = "A decision, and the hash of all that belongs to it.",
            examples = "{\"disposition\": \"URGENT\", \"decisionHash\": \"9f2b7c\"}")
    public record Decision(
            @Schema(examples = "URGENT", required = true) Disposition disposition,

            @Schema(description = "SHA-256.", examples = "9f2b7c", required = true)
            String decisionHash) {}
}
