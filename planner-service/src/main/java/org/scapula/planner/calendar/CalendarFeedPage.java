package org.scapula.planner.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of the calendars that can be subscribed to, the oldest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "Calendars that can be subscribed to, the oldest first; without their addresses.",
        requiredProperties = "feeds",
        examples = "{\"feeds\": [" + CalendarFeedView.LISTED + "], \"next\": \"019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60\"}")
public record CalendarFeedPage(
        List<CalendarFeedView> feeds,

        @Schema(
                description = "The cursor of the next page; absent on the last.",
                examples = "019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60")
        Optional<String> next) {

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static CalendarFeedPage of(List<CalendarFeedView> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new CalendarFeedPage(
                page, found.size() > limit ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }
}
