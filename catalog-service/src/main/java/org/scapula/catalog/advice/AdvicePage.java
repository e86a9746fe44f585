package org.scapula.catalog.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.query.Found;
import org.scapula.catalog.query.Paging;

/// A part of the advice that was searched for, in the order of its slugs.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"catalogVersion", "advice"},
        examples = "{\"catalogVersion\": \"2-3f9c2a7b10de4c55\", \"advice\": [" + AdviceView.EXAMPLE
                + "], \"next\": \"aWNlLWZpcnN0LTQ4LWhvdXJz\"}")
public record AdvicePage(
        String catalogVersion,
        List<AdviceView> advice,

        @Schema(description = "The cursor of the next page; absent on the last.")
        Optional<String> next) {

    /// One entry more than the limit was asked for; its only use is to tell that there is a next page.
    static AdvicePage of(Found<AdviceView> found, int limit) {
        var page = found.views().stream().limit(limit).toList();
        return new AdvicePage(
                found.version(),
                page,
                found.views().size() > limit
                        ? Optional.of(Paging.cursorAfter(page.getLast().slug()))
                        : Optional.empty());
    }

    String ids() {
        return String.join(
                " ", advice.stream().map(view -> view.id().toString()).toList());
    }
}
