package org.scapula.planner.plan;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.planner.week.Violation;

/// What the rules say of a plan with a clinician's changes in it.
@Schema(
        description = "What the rules say of a plan with these changes in it.",
        requiredProperties = {"keepsTheRules", "ruleIds", "reasons"},
        examples =
                "{\"keepsTheRules\": false, \"ruleIds\": [\"H36\"], \"reasons\": [\"The dose of Plank is outside the bounds"
                        + " of its class.\"]}")
public record EditVerdict(
        boolean keepsTheRules,
        @Schema(description = "That it breaks.") List<String> ruleIds,
        @Schema(description = "Each in words.") List<String> reasons) {

    static EditVerdict of(List<Violation> violations) {
        return new EditVerdict(
                violations.isEmpty(),
                violations.stream().map(Violation::ruleId).distinct().sorted().toList(),
                violations.stream().map(Violation::sentence).distinct().toList());
    }
}
