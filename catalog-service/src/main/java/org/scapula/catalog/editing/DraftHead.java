package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Which draft it is, and where it stands on its way.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "Which draft it is, and where it stands. Kept by the service.",
        requiredProperties = {"exercise", "version", "state", "etag", "created", "changed"},
        examples = DraftHead.EXAMPLE)
public record DraftHead(
        UUID exercise,

        @Schema(description = "Which version it will be.") int version,

        State state,

        @Schema(description = "The ETag, for If-Match; it changes with every change.")
        String etag,

        Stamp created,

        @Schema(description = "The last change of its words; somebody else must publish it.")
        Stamp changed,

        @Schema(description = "Since when it is in review.") Optional<Stamp> submitted,

        @Schema(description = "Why it was sent back last.") Optional<String> reviewNote,

        @Schema(description = "What it will stand in place of.")
        Optional<Replaced> replaces) {

    static final String EXAMPLE = """
            {"exercise": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "version": 3, "state": "DRAFT",
             "etag": "\\"9b74c9897bac770ffc029102a200c5de\\"",
             "created": {"at": "2026-11-20T08:00:00Z", "by": "5c1b2f0e"},
             "changed": {"at": "2026-11-20T08:05:00Z", "by": "5c1b2f0e"}}""";

    static DraftHead of(Draft draft) {
        var version = draft.version();
        return new DraftHead(
                version.exercise(),
                version.number(),
                version.state(),
                "\"" + version.tag() + "\"",
                version.created(),
                version.changed(),
                version.state() == State.IN_REVIEW ? version.submitted() : Optional.empty(),
                Optional.of(version.reviewNote()).filter(note -> !note.isEmpty()),
                draft.replaces().map(Replaced::of));
    }
}
