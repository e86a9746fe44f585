package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A part of the booking requests, the oldest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "Booking requests, the oldest first.",
        requiredProperties = "bookingRequests",
        examples = "{\"bookingRequests\": [" + Examples.REQUEST + "], \"next\": \"" + Examples.ID + "\"}")
public record BookingRequestPage(
        List<BookingRequestView> bookingRequests,

        @Schema(description = "The cursor of the next page; absent on the last.", examples = Examples.ID)
        Optional<String> next) {

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static BookingRequestPage of(List<BookingRequestView> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new BookingRequestPage(
                page, found.size() > limit ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }
}
