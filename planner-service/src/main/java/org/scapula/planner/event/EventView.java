package org.scapula.planner.event;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// That something happened, and to what; what it is now, whoever may know reads at `subject`.
@Schema(
        name = "Event",
        description =
                "That something happened, and to what. It holds ids only and no word about health: what there is to"
                        + " know stands at `subject`, for whoever may read it.",
        requiredProperties = {"id", "type", "time", "subject", "data"},
        examples = EventView.EXAMPLE)
public record EventView(
        @Schema(description = "The same wherever and however often the event is told.")
        UUID id,

        @Schema(description = EventType.NAMED, pattern = EventType.PATTERN, examples = "plan.created")
        String type,

        @Schema(description = "When it happened.", examples = "2026-11-22T09:30:00.125Z")
        Instant time,

        @Schema(
                description = "The address, at this service, of what it happened to.",
                examples = "/plans/019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27")
        String subject,

        Data data) {

    static final String EXAMPLE = "{\"id\": \"019ab3c1-55aa-7d10-9e21-7a3b5c6d7e8f\", \"type\": \"plan.created\","
            + " \"time\": \"2026-11-22T09:30:00.125Z\","
            + " \"subject\": \"/plans/019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27\", \"data\": " + Data.EXAMPLE + "}";

    /// Which clinic's, and which thing of it.
    @Schema(
            name = "EventData",
            description = "Ids only.",
            requiredProperties = {"clinic", "id"},
            examples = Data.EXAMPLE)
    public record Data(
            @Schema(description = "The clinic, as its tokens name it.", examples = "north")
            String clinic,

            @Schema(description = "The last part of `subject`.")
            UUID id) {

        static final String EXAMPLE = "{\"clinic\": \"north\", \"id\": \"019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27\"}";
    }

    static EventView of(String clinic, UUID id, Row row) {
        var subject = row.getString("subject");
        return new EventView(
                id,
                row.getString("type"),
                row.getOffsetDateTime("at").toInstant(),
                subject,
                new Data(clinic, UUID.fromString(subject.substring(subject.lastIndexOf('/') + 1))));
    }
}
