package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.ExerciseEntry;

/// A published version as it was published, for ever.
@Schema(
        name = "ExerciseVersion",
        description = "A published version. It never changes and is never removed.",
        requiredProperties = {"version", "document"},
        examples = "{\"version\": " + VersionView.Head.EXAMPLE
                + ", \"document\": {\"slug\": \"wall-angel\", \"name\": \"Wall angel\"}}")
public record VersionView(
        Head version,

        @Schema(implementation = ExerciseEntry.class, description = "With what all languages say of it.")
        JsonNode document) {

    @Schema(
            name = "ExerciseVersionHead",
            description = "Which published version it is.",
            requiredProperties = {"exercise", "slug", "version", "shipped", "hash", "publishedAt"},
            examples = Head.EXAMPLE)
    public record Head(
            UUID exercise,
            String slug,
            int version,

            @Schema(description = "It came with the product.")
            boolean shipped,

            @Schema(description = "The same for the same words.")
            String hash,

            Instant publishedAt) {

        static final String EXAMPLE = """
                {"exercise": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "slug": "wall-angel", "version": 2,
                 "shipped": false, "hash": "9f2b7c0011223344", "publishedAt": "2026-11-20T08:00:00Z"}""";

        static Head of(Version version) {
            return new Head(
                    version.exercise(),
                    version.document().slug(),
                    version.number(),
                    version.isShipped(),
                    version.hash(),
                    version.published().orElseThrow().at());
        }
    }

    /// The versions of one exercise, the newest first.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "ExerciseVersionPage",
            requiredProperties = "versions",
            examples = "{\"versions\": [" + Head.EXAMPLE + "], \"next\": \"2\"}")
    public record Page(
            List<Head> versions,

            @Schema(description = "Send it as `cursor` for the next page; absent on the last.")
            Optional<String> next) {

        static Page of(List<Version> found, int limit) {
            var page = found.stream().limit(limit).map(Head::of).toList();
            return new Page(
                    page,
                    found.size() > limit
                            ? Optional.of(String.valueOf(page.getLast().version()))
                            : Optional.empty());
        }
    }

    static VersionView of(Version version) {
        return new VersionView(Head.of(version), version.document().json());
    }
}
