package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of the clinic's sources of notices, the oldest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "The clinic's sources of notices, the oldest first.",
        requiredProperties = "sources",
        examples =
                "{\"sources\": [" + NoticeSourceView.EXAMPLE + "], \"next\": \"019ab3c8-7a21-7f0e-9b3c-5d6e7f8091a2\"}")
public record NoticeSourcePage(
        List<NoticeSourceView> sources,

        @Schema(
                description = "The cursor of the next page; absent on the last.",
                examples = "019ab3c8-7a21-7f0e-9b3c-5d6e7f8091a2")
        Optional<String> next) {

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static NoticeSourcePage of(List<NoticeSourceView> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new NoticeSourcePage(
                page, found.size() > limit ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }
}
