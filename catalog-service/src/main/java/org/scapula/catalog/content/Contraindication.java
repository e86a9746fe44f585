package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A condition with which one exercise is out, or must be changed.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"condition", "level", "because", "ruleIds", "sources"},
        examples = """
                {"condition": "wrist_problem", "level": "PRECAUTION",
                 "because": "Leaning on bent wrists can hurt them.", "modification": "Use fists or forearms.",
                 "ruleIds": ["H09"], "sources": ["Scapula policy"]}""")
public record Contraindication(
        String condition,
        Level level,

        @Schema(description = "Less than so many weeks ago, or nobody knows when; absent: always.")
        Optional<Integer> withinWeeks,

        String because,

        @Schema(description = "What would make it acceptable; with PRECAUTION only.")
        Optional<String> modification,

        List<String> ruleIds,
        List<String> sources) {

    Contraindication saying(String otherBecause, Optional<String> otherModification) {
        return new Contraindication(condition, level, withinWeeks, otherBecause, otherModification, ruleIds, sources);
    }

    Stream<String> texts() {
        return Stream.concat(Stream.of(because), modification.stream());
    }
}
