package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of the work list, the most pressing first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "WorkList",
        description = "What is to be looked at, the most pressing first, and of those the oldest.",
        requiredProperties = "items",
        examples = "{\"items\": [" + Examples.WORK + "], \"next\": \"2.019ab2f7-64ee-7c3e-b6d4-93d2c80f7e73\"}")
public record WorkListPage(
        List<WorkItemView> items,

        @Schema(
                description = "The cursor of the next page; absent on the last.",
                examples = "2.019ab2f7-64ee-7c3e-b6d4-93d2c80f7e73")
        Optional<String> next) {

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static WorkListPage of(List<WorkItem> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new WorkListPage(
                page.stream().map(WorkItemView::of).toList(),
                found.size() > limit ? Optional.of(page.getLast().rank + "." + page.getLast().id) : Optional.empty());
    }
}
