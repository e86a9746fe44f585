package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a condition forbids or limits: exercises that carry one of the tags, and those named.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"condition", "level", "tags", "slugs", "because", "ruleIds", "sources"},
        examples = """
                {"condition": "wrist_problem", "level": "PRECAUTION", "tags": ["WRIST_LOAD"], "slugs": [],
                 "because": "Leaning on bent wrists can hurt them.", "modification": "Use fists or forearms.",
                 "ruleIds": ["H09"], "sources": ["Scapula policy"]}""")
public record ContraindicationRule(
        String condition,
        Level level,

        @Schema(description = "Less than so many weeks ago, or nobody knows when; absent: always.")
        Optional<Integer> withinWeeks,

        List<Tag> tags,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> slugs,
        String because,
        Optional<String> modification,
        List<String> ruleIds,
        List<String> sources) {

    boolean concerns(ExerciseEntry exercise) {
        return slugs.contains(exercise.slug()) || tags.stream().anyMatch(exercise.tags()::contains);
    }

    ContraindicationRule saying(String otherBecause, Optional<String> otherModification) {
        return new ContraindicationRule(
                condition, level, withinWeeks, tags, slugs, otherBecause, otherModification, ruleIds, sources);
    }

    Contraindication asFound() {
        return new Contraindication(condition, level, withinWeeks, because, modification, ruleIds, sources);
    }
}
