package org.scapula.catalog.edition;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.ConditionNote;
import org.scapula.catalog.content.ContraindicationMatrix;
import org.scapula.catalog.content.ContraindicationRule;

/// What every known condition means for exercise.
@Schema(
        requiredProperties = {"catalogVersion", "rules", "noPlanConditions", "noLimitConditions"},
        examples = """
                {"catalogVersion": "2-3f9c2a7b10de4c55",
                 "rules": [{"condition": "wrist_problem", "level": "PRECAUTION", "tags": ["WRIST_LOAD"], "slugs": [],
                   "because": "Leaning on bent wrists can hurt them.", "modification": "Use fists or forearms.",
                   "ruleIds": ["H09"], "sources": ["Scapula policy"]}],
                 "noPlanConditions": [{"condition": "pregnancy",
                   "because": "A midwife, doctor or physiotherapist agrees the exercises first.",
                   "ruleIds": ["H14"], "sources": ["Scapula policy"]}],
                 "noLimitConditions": []}""")
public record ContraindicationsView(
        String catalogVersion,

        @Schema(description = "Which exercises a condition takes out, or lets in only when changed.")
        List<ContraindicationRule> rules,

        @Schema(description = "With these there is no self-directed exercise at all.")
        List<ConditionNote> noPlanConditions,

        @Schema(description = "These set no limit of their own, and why.")
        List<ConditionNote> noLimitConditions) {

    static ContraindicationsView of(String version, ContraindicationMatrix matrix) {
        return new ContraindicationsView(
                version, matrix.rules(), matrix.noPlanConditions(), matrix.noLimitConditions());
    }
}
