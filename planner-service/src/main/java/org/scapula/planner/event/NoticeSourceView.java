package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.Etags;

/// A source of notices as the clinic keeps it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "NoticeSource",
        description = "A source of notices as the clinic keeps it.",
        requiredProperties = {"id", "system", "address", "revision", "createdAt", "changedAt", "changedBy"},
        examples = NoticeSourceView.EXAMPLE)
public record NoticeSourceView(
        UUID id,
        String system,

        @Schema(
                description = "Where, at this service, it says what changed.",
                examples = "/v1/notices/019ab3c8-7a21-7f0e-9b3c-5d6e7f8091a2")
        String address,

        @Schema(description = "Rises with each change.", examples = "1")
        int revision,

        @Schema(
                description =
                        "So long the secrets before are good, too, each as long as it was promised; absent where only"
                                + " one is.")
        Optional<Instant> previousSecretUntil,

        @Schema(
                description = "What the source signs with. Shown once: when the source is made and when its secret is"
                        + " renewed.",
                examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        Optional<String> secret,

        Instant createdAt,
        Instant changedAt,

        @Schema(description = "Who changed it last.", examples = "admin-1")
        String changedBy) {

    static final String EXAMPLE = "{\"id\": \"019ab3c8-7a21-7f0e-9b3c-5d6e7f8091a2\", \"system\": \"front-desk\","
            + " \"address\": \"/v1/notices/019ab3c8-7a21-7f0e-9b3c-5d6e7f8091a2\", \"revision\": 1,"
            + " \"createdAt\": \"2026-11-22T08:00:00Z\", \"changedAt\": \"2026-11-22T08:00:00Z\","
            + " \"changedBy\": \"admin-1\"}";

    static NoticeSourceView of(NoticeSource row, Instant now, Optional<String> secret) {
        return new NoticeSourceView(
                row.id,
                row.system,
                "/v1/notices/" + row.id,
                row.revision,
                Optional.ofNullable(row.previousUntil).filter(now::isBefore),
                secret,
                row.createdAt,
                row.changedAt,
                row.changedBy);
    }

    /// Time alone ends the secret before, so the bytes differ with it.
    String tag() {
        return Etags.of("notice-source", id.toString(), String.valueOf(revision), previousSecretUntil.toString());
    }
}
