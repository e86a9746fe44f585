package org.scapula.catalog.editing;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// When, and by whom.
@Schema(
        requiredProperties = {"at", "by"},
        examples = "{\"at\": \"2026-11-20T08:00:00Z\", \"by\": \"5c1b2f0e\"}")
public record Stamp(
        Instant at,
        @Schema(description = "The subject of the token.") String by) {}
