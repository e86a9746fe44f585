package org.scapula.triage.ruleset;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The report of a proof as it was when it was made, and where the rule set stands since, with whoever answers for it.
@Schema(
        description = "What was proved of a rule set and how, and where the rule set stands since.",
        examples = "{\"ruleSet\": {" + RuleSetHead.EXAMPLE + "}, \"proof\": {" + ProofReport.EXAMPLE + "}}")
public record ValidationView(
        @Schema(required = true) RuleSetHead ruleSet,

        @JsonRawValue @Schema(implementation = ProofReport.class, required = true)
        String proof) {}
