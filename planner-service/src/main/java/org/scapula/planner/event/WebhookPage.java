package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of the clinic's webhooks, the oldest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "The clinic's webhooks, the oldest first.",
        requiredProperties = "webhooks",
        examples = "{\"webhooks\": [" + WebhookView.EXAMPLE + "], \"next\": \"019ab3c4-1f0a-7e55-8d21-4b5c6d7e8f90\"}")
public record WebhookPage(
        List<WebhookView> webhooks,

        @Schema(
                description = "The cursor of the next page; absent on the last.",
                examples = "019ab3c4-1f0a-7e55-8d21-4b5c6d7e8f90")
        Optional<String> next) {

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static WebhookPage of(List<WebhookView> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new WebhookPage(
                page, found.size() > limit ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }
}
