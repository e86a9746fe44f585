package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.ExerciseEntry;

/// One line of a catalogue as it is exported and imported.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "CatalogueLine",
        description =
                "One line of a catalogue. What comes with the product is there to be read; an import leaves it to the"
                        + " release.",
        requiredProperties = "type",
        examples = """
                {"type": "EXERCISE", "origin": "CLINIC", "slug": "wall-angel", "state": "PUBLISHED", "retired": false,
                 "version": 2, "hash": "9f2b7c0011223344", "document": {"slug": "wall-angel", "name": "Wall angel"}}""")
public record CatalogueLine(
        Type type,

        @Schema(description = "Who wrote it: the product or the clinic.")
        Optional<Origin> origin,

        Optional<String> slug,

        @Schema(description = "Of an exercise of the clinic's own. PUBLISHED, if absent.")
        Optional<State> state,

        @Schema(description = "It is published, but taken off the shelf.")
        Optional<Boolean> retired,

        @Schema(description = "Which version it is here; an import counts for itself.")
        Optional<Integer> version,

        @Schema(description = "The same for the same words; an import works it out anew.")
        Optional<String> hash,

        @Schema(
                description =
                        "Of a draft, as it is here. An import changes a draft that says something else only when this"
                                + " is still its ETag.")
        Optional<String> etag,

        @Schema(
                description = "Of an exercise: what it says. Of advice and sources: what is said of it, by language.",
                implementation = ExerciseEntry.class)
        Optional<JsonNode> document,

        @Schema(description = "Of the first and the last line: when they differ, it changed meanwhile.")
        Optional<String> catalogVersion,

        @Schema(description = "Of a last line CONTINUED: ask for the rest with it.")
        Optional<String> cursor) {

    /// What a line is about. The first is CATALOGUE; the last is END, or CONTINUED when there is more than one answer
    /// holds. A file without an END is not whole.
    @Schema(name = "LineType")
    public enum Type {
        CATALOGUE,
        SOURCE,
        ADVICE,
        EXERCISE,
        HIDDEN,
        CONTINUED,
        END
    }

    /// Who wrote it.
    @Schema(name = "LineOrigin")
    public enum Origin {
        SHIPPED,
        CLINIC
    }

    private static CatalogueLine of(Type type, Origin origin, String slug, JsonNode document) {
        return new CatalogueLine(
                type,
                Optional.of(origin),
                Optional.of(slug),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(document),
                Optional.empty(),
                Optional.empty());
    }

    static CatalogueLine source(String id, JsonNode document) {
        return of(Type.SOURCE, Origin.SHIPPED, id, document);
    }

    static CatalogueLine advice(String slug, JsonNode document) {
        return of(Type.ADVICE, Origin.SHIPPED, slug, document);
    }

    static CatalogueLine exercise(Version version, boolean retired) {
        var isOpen = version.state() != State.PUBLISHED;
        return new CatalogueLine(
                Type.EXERCISE,
                Optional.of(version.isShipped() ? Origin.SHIPPED : Origin.CLINIC),
                Optional.of(version.document().slug()),
                Optional.of(version.state()),
                isOpen || version.isShipped() ? Optional.empty() : Optional.of(retired),
                Optional.of(version.number()),
                Optional.of(version.hash()),
                isOpen ? Optional.of("\"" + version.tag() + "\"") : Optional.empty(),
                Optional.of(version.document().json()),
                Optional.empty(),
                Optional.empty());
    }

    static CatalogueLine hidden(String slug) {
        return new CatalogueLine(
                Type.HIDDEN,
                Optional.of(Origin.CLINIC),
                Optional.of(slug),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static CatalogueLine frame(Type type, Optional<String> catalogVersion, Optional<String> cursor) {
        return new CatalogueLine(
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                catalogVersion,
                cursor);
    }
}
