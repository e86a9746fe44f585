package org.scapula.catalog.exercise;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.query.Found;
import org.scapula.catalog.query.Paging;

/// A part of the exercises that were searched for, in the order of their slugs.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"catalogVersion", "exercises"},
        examples = "{\"catalogVersion\": \"2-3f9c2a7b10de4c55\", \"exercises\": [" + ExerciseView.EXAMPLE
                + "], \"next\": \"c2NhcHVsYXItc3F1ZWV6ZQ\"}")
public record ExercisePage(
        String catalogVersion,
        List<ExerciseView> exercises,

        @Schema(description = "The cursor of the next page; absent on the last.")
        Optional<String> next) {

    /// One entry more than the limit was asked for; its only use is to tell that there is a next page.
    static ExercisePage of(Found<ExerciseView> found, int limit) {
        var page = found.views().stream().limit(limit).toList();
        return new ExercisePage(
                found.version(),
                page,
                found.views().size() > limit
                        ? Optional.of(Paging.cursorAfter(page.getLast().slug()))
                        : Optional.empty());
    }

    String ids() {
        return String.join(
                " ", exercises.stream().map(view -> view.id().toString()).toList());
    }
}
