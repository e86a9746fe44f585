package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.Etags;

/// A webhook as the clinic keeps it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Webhook",
        description = "A webhook as the clinic keeps it.",
        requiredProperties = {"id", "url", "events", "active", "revision", "createdAt", "changedAt", "changedBy"},
        examples = WebhookView.EXAMPLE)
public record WebhookView(
        UUID id,
        String url,

        @Schema(description = "Which events are told; empty: all. Each is an EventType, or one that is invented later.")
        List<@Pattern(regexp = EventType.PATTERN) String> events,

        Optional<String> description,

        @Schema(description = "Whether anything is told.") boolean active,

        @Schema(description = "Why nothing is; absent while something is.")
        Optional<Stop> stoppedBecause,

        @Schema(description = "Rises with each change.", examples = "2")
        int revision,

        @Schema(
                description = "So long the secrets before sign, too, each as long as it was promised: all signatures"
                        + " stand in webhook-signature. Absent where only one signs.")
        Optional<Instant> previousSecretUntil,

        @Schema(
                description =
                        "What signatures are checked with (Standard Webhooks 1.0). Shown once: when the webhook is made"
                                + " and when its secret is renewed.",
                examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        Optional<String> secret,

        Instant createdAt,
        Instant changedAt,

        @Schema(description = "Who changed it last.", examples = "integrator-1")
        String changedBy) {

    static final String EXAMPLE =
            "{\"id\": \"019ab3c4-1f0a-7e55-8d21-4b5c6d7e8f90\", \"url\": \"https://scheduler.clinic.example/scapula\","
                    + " \"events\": [\"booking-request.created\", \"emergency.raised\"],"
                    + " \"description\": \"Front desk\", \"active\": true, \"revision\": 1,"
                    + " \"createdAt\": \"2026-11-22T08:00:00Z\", \"changedAt\": \"2026-11-22T08:00:00Z\","
                    + " \"changedBy\": \"integrator-1\"}";

    /// Why a webhook is told nothing.
    public enum Stop {
        /// The clinic wanted it so.
        ASKED,
        /// The receiver answered 410.
        GONE
    }

    static WebhookView of(Webhook row, Instant now) {
        return new WebhookView(
                row.id,
                row.url,
                row.names(),
                Optional.of(row.description).filter(words -> !words.isEmpty()),
                row.active,
                Optional.ofNullable(row.stoppedBecause),
                row.revision,
                Optional.ofNullable(row.previousUntil).filter(now::isBefore),
                Optional.empty(),
                row.createdAt,
                row.changedAt,
                row.changedBy);
    }

    WebhookView withSecret(String shown) {
        return new WebhookView(
                id,
                url,
                events,
                description,
                active,
                stoppedBecause,
                revision,
                previousSecretUntil,
                Optional.of(shown),
                createdAt,
                changedAt,
                changedBy);
    }

    /// Time alone ends the secret before, so the bytes differ with it.
    String tag() {
        return Etags.of("webhook", id.toString(), String.valueOf(revision), previousSecretUntil.toString());
    }
}
