package org.scapula.catalog.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Why one of the typed words led to this exercise.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"asked", "how"},
        examples = """
                {"asked": "katzenbukel", "how": "CORRECTED", "word": "Katzenbuckel", "where": "ALIAS",
                 "language": "de", "text": "Katzenbuckel"}""")
public record FoundWord(
        @Schema(description = "As it was typed.") String asked,

        How how,

        @Schema(description = "The word that it was found as; absent when it was not found.")
        Optional<String> word,

        Optional<Where> where,

        @Schema(description = "The language of that word.") Optional<String> language,

        @Schema(description = "The name, label or sentence that the word stands in, where it is at hand.")
        Optional<String> text,

        @Schema(description = "Which step, from 1, where the word stands in one.")
        Optional<Integer> step) {

    static final String EXAMPLE = """
            {"asked": "sqeeze", "how": "CORRECTED", "word": "squeeze", "where": "NAME", "language": "en",
             "text": "Shoulder blade squeeze"}""";

    /// How the typed word became the word that was found.
    public enum How {
        AS_TYPED,
        WORD_FORM,
        PART_OF_WORD,
        CORRECTED,
        NOT_FOUND
    }

    /// What the found word stands in.
    public enum Where {
        NAME,
        ALIAS,
        MUSCLE,
        TARGET,
        CATEGORY,
        POSITION,
        EQUIPMENT,
        REGION,
        STEP,
        TEXT
    }
}
