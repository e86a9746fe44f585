package org.scapula.catalog.exercise;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.ConditionNote;
import org.scapula.catalog.search.FoundView;

/// A part of the exercises that were searched for: the best matches first, or in the order of their slugs.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"catalogVersion", "exercises"},
        examples = "{\"catalogVersion\": \"2-3f9c2a7b10de4c55\", \"exercises\": [" + ExerciseView.EXAMPLE
                + "], \"found\": [" + FoundView.EXAMPLE + "], \"facets\": [" + FacetView.EXAMPLE
                + "], \"next\": \"c2NhcHVsYXItc3F1ZWV6ZQ\"}")
public record ExercisePage(
        String catalogVersion,
        List<ExerciseView> exercises,

        @Schema(
                description =
                        "With `q` or `avoid`: for each of the exercises, in the same order, why it is there and what"
                                + " is to be minded.")
        Optional<List<FoundView>> found,

        @Schema(description = "With `facet`: in the order of their names.")
        Optional<List<FacetView>> facets,

        @Schema(
                description = "Of the conditions to avoid, those with which there is no self-directed exercise at all;"
                        + " then no exercise is listed.")
        Optional<List<ConditionNote>> noPlanConditions,

        @Schema(description = "The cursor of the next page; absent on the last.")
        Optional<String> next) {}
