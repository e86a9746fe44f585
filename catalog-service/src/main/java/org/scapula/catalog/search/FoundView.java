package org.scapula.catalog.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Why an exercise stands in the answer, where something was searched for or avoided.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"slug", "words", "onlyChangedWith"},
        examples = FoundView.EXAMPLE)
public record FoundView(
        String slug,

        @Schema(description = "How well it matches `q`; absent without one. Better ones come first.")
        Optional<Tier> match,

        @Schema(description = "For each typed word that says something, where it was found.")
        List<FoundWord> words,

        @Schema(
                description = "Of the conditions to avoid, those that let it in only when it is changed; how, its"
                        + " contraindications say.")
        List<String> onlyChangedWith) {

    public static final String EXAMPLE = "{\"slug\": \"scapular-squeeze\", \"match\": \"CORRECTED_WORDS\", \"words\": ["
            + FoundWord.EXAMPLE + "], \"onlyChangedWith\": []}";

    public FoundView {
        words = List.copyOf(words);
        onlyChangedWith = List.copyOf(onlyChangedWith);
    }
}
