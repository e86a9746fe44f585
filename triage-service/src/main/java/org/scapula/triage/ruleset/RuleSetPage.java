package org.scapula.triage.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Rule sets that the clinic may use or has used, the newest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "The clinic's rule sets and those of the product, the newest first.",
        requiredProperties = "ruleSets",
        examples = "{\"ruleSets\": [{" + RuleSetHead.EXAMPLE + "}]}")
public record RuleSetPage(
        List<RuleSetHead> ruleSets,

        @Schema(
                description = "Send it as `cursor` for the next page; absent on the last.",
                examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        Optional<UUID> next) {

    static RuleSetPage of(List<KeptRuleSet> kept, int limit) {
        return new RuleSetPage(
                kept.stream().map(RuleSetHead::of).toList(),
                kept.size() < limit
                        ? Optional.empty()
                        : Optional.of(kept.getLast().id()));
    }
}
