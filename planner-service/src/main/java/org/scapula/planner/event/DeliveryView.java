package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How it stands with telling an event to a webhook.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Delivery",
        description = "How it stands with telling an event to a webhook. What the receiver answered is not kept, except"
                + " for the status.",
        requiredProperties = {"event", "type", "subject", "state", "attempts", "since"},
        examples = DeliveryView.EXAMPLE)
public record DeliveryView(
        @Schema(description = "The event's id, which is the `webhook-id` of every attempt.")
        UUID event,

        @Schema(description = EventType.NAMED, pattern = EventType.PATTERN, examples = "plan.created")
        String type,

        @Schema(examples = "/plans/019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27")
        String subject,

        State state,

        @Schema(description = "So far, since it was last to be told from the start.", examples = "1")
        int attempts,

        @Schema(description = "When it was first, or last again, to be told; three days later it is given up.")
        Instant since,

        @Schema(description = "When the last attempt ended.")
        Optional<Instant> lastAttemptAt,

        @Schema(description = "The status that the receiver answered, if it did.", examples = "200")
        Optional<Integer> lastStatus,

        @Schema(description = "Why the last attempt failed, if it did.")
        Optional<Failure> lastFailure,

        @Schema(description = "Not before then the next attempt begins; absent where none will.")
        Optional<Instant> nextAttemptAt) {

    static final String EXAMPLE = "{\"event\": \"019ab3c1-55aa-7d10-9e21-7a3b5c6d7e8f\", \"type\": \"plan.created\","
            + " \"subject\": \"/plans/019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27\", \"state\": \"DELIVERED\","
            + " \"attempts\": 1, \"since\": \"2026-11-22T09:30:00.140Z\","
            + " \"lastAttemptAt\": \"2026-11-22T09:30:00.220Z\", \"lastStatus\": 204}";

    /// Whether it is still to be told, has been, or will not be unless somebody asks.
    @Schema(name = "DeliveryState")
    public enum State {
        PENDING,
        DELIVERED,
        DEAD
    }

    static DeliveryView of(Row row) {
        return new DeliveryView(
                row.getUUID("event"),
                row.getString("type"),
                row.getString("subject"),
                State.valueOf(row.getString("state")),
                row.getInteger("attempts"),
                row.getOffsetDateTime("since").toInstant(),
                moment(row.getOffsetDateTime("last_at")),
                Optional.ofNullable(row.getInteger("last_status")),
                Optional.ofNullable(row.getString("last_failure")).map(Failure::noted),
                moment(row.getOffsetDateTime("next_at")));
    }

    private static Optional<Instant> moment(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
