package org.scapula.catalog.language;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The languages that the catalogue speaks.
@Schema(
        requiredProperties = {"catalogVersion", "languages"},
        examples = "{\"catalogVersion\": \"2-3f9c2a7b10de4c55\", \"languages\": [" + LanguagesView.Known.EXAMPLE + "]}")
public record LanguagesView(String catalogVersion, List<Known> languages) {

    /// One of them, and whether it says everything.
    @Schema(
            name = "LanguageSummary",
            requiredProperties = {"tag", "name", "complete", "missing"},
            examples = Known.EXAMPLE)
    public record Known(
            @Schema(description = "As it stands in Accept-Language and Content-Language.")
            String tag,

            @Schema(description = "In the language itself.") String name,

            @Schema(description = "Nothing of what is shipped stays English.")
            boolean complete,

            @Schema(description = "How many entries have something missing.")
            int missing) {

        static final String EXAMPLE = "{\"tag\": \"de\", \"name\": \"Deutsch\", \"complete\": true, \"missing\": 0}";
    }
}
