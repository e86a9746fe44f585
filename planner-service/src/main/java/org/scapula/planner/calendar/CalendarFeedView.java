package org.scapula.planner.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A calendar that can be subscribed to, as those see it who may revoke it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "CalendarFeed",
        description = "A calendar that can be subscribed to.",
        requiredProperties = {"id", "language", "createdAt"},
        examples = CalendarFeedView.EXAMPLE)
public record CalendarFeedView(
        UUID id,

        @Schema(description = "Whose exercises and visits it shows.", examples = "p-4711")
        Optional<String> patient,

        @Schema(description = "Whose visits it shows.", examples = "practitioner-7")
        Optional<String> practitioner,

        FeedLanguage language,
        Instant createdAt,

        @Schema(
                description = "Under the address of this service, where the calendar is read without a login. Whoever"
                        + " knows it may read it, so it is told once, in the answer that makes it, and kept nowhere."
                        + " Revoke it if others have seen it. Calendar programs often take it with `webcal:`"
                        + " in place of `https:`.",
                examples = CalendarFeedView.ADDRESS)
        Optional<String> address) {

    static final String ADDRESS = "/v1/calendars/vJ3l0m0cXq2aEo3rYt1s9b8uWk5hNf7dPz6gCi4xQwE.ics";

    static final String LISTED = "{\"id\": \"019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60\", \"patient\": \"p-4711\","
            + " \"language\": \"de\", \"createdAt\": \"2026-11-20T08:00:00Z\"}";

    static final String EXAMPLE = "{\"id\": \"019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60\", \"patient\": \"p-4711\","
            + " \"language\": \"de\", \"createdAt\": \"2026-11-20T08:00:00Z\", \"address\": \"" + ADDRESS + "\"}";

    static CalendarFeedView of(CalendarFeed row) {
        return of(row, Optional.empty());
    }

    static CalendarFeedView told(CalendarFeed row, FeedToken token) {
        return of(row, Optional.of(token.address()));
    }

    private static CalendarFeedView of(CalendarFeed row, Optional<String> address) {
        return new CalendarFeedView(
                row.id, row.whose().patient(), row.whose().practitioner(), row.language(), row.createdAt, address);
    }
}
