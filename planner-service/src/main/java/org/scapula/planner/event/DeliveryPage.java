package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of what was, and is to be, told to a webhook.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "What was, and what is to be, told to a webhook, the newest event first.",
        requiredProperties = "deliveries",
        examples = "{\"deliveries\": [" + DeliveryView.EXAMPLE + "], \"next\": \"4711\"}")
public record DeliveryPage(
        List<DeliveryView> deliveries,

        @Schema(description = "The cursor of the next page; absent on the last.", examples = "4711")
        Optional<String> next) {

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static DeliveryPage of(List<Row> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new DeliveryPage(
                page.stream().map(DeliveryView::of).toList(),
                found.size() > limit
                        ? Optional.of(String.valueOf(page.getLast().getLong("position")))
                        : Optional.empty());
    }
}
