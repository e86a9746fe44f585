package org.scapula.planner.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of the clinic's templates, the oldest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "The clinic's templates that are not retired, the oldest first.",
        requiredProperties = "templates",
        examples =
                "{\"templates\": [" + TemplateView.EXAMPLE + "], \"next\": \"019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60\"}")
public record TemplatePage(
        List<TemplateView> templates,

        @Schema(
                description = "The cursor of the next page; absent on the last.",
                examples = "019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60")
        Optional<String> next) {

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static TemplatePage of(List<TemplateView> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new TemplatePage(
                page, found.size() > limit ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }
}
