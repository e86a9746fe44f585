package org.scapula.catalog.content;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a language does not say yet; English stands in for it.
@Schema(
        requiredProperties = {"part", "of", "fields"},
        examples = """
                {"part": "EXERCISE", "of": "cat-cow", "fields": ["steps", "cues"]}""")
public record Untranslated(
        Part part,

        @Schema(description = "A slug, the id of a source, or the English sentence itself.")
        String of,

        @Schema(description = "Of an exercise, advice or a source: which fields.")
        List<String> fields) {

    /// Which part of the catalogue it belongs to.
    public enum Part {
        EXERCISE,
        ADVICE,
        SOURCE,
        CONTRAINDICATION,
        LABEL
    }

    static Untranslated sentence(String english) {
        return new Untranslated(Part.CONTRAINDICATION, english, List.of());
    }

    static Untranslated label(String label) {
        return new Untranslated(Part.LABEL, label, List.of());
    }
}
