package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Why a condition allows no self-directed exercise at all, or sets no limit.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"condition", "because", "ruleIds", "sources"},
        examples = """
                {"condition": "pregnancy", "because": "A midwife, doctor or physiotherapist agrees the exercises first.",
                 "ruleIds": ["H14"], "sources": ["Scapula policy"]}""")
public record ConditionNote(
        String condition,

        @Schema(description = "Less than so many weeks ago, or nobody knows when; absent: always.")
        Optional<Integer> withinWeeks,

        String because,
        List<String> ruleIds,
        List<String> sources) {

    ConditionNote saying(String otherBecause) {
        return new ConditionNote(condition, withinWeeks, otherBecause, ruleIds, sources);
    }
}
