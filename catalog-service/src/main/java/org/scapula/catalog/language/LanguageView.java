package org.scapula.catalog.language;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.Untranslated;

/// A language: what it calls the values of closed lists, and what it does not say yet.
@Schema(
        requiredProperties = {"catalogVersion", "tag", "name", "complete", "missing", "labels"},
        examples = """
                {"catalogVersion": "2-3f9c2a7b10de4c55", "tag": "de", "name": "Deutsch", "complete": false,
                 "missing": [{"part": "EXERCISE", "of": "cat-cow", "fields": ["steps"]}],
                 "labels": {"muscle": {"RHOMBOIDS": "Rautenmuskeln"}}}""")
public record LanguageView(
        String catalogVersion,
        String tag,
        @Schema(description = "In the language itself.") String name,

        @Schema(description = "Nothing of what this reader sees stays English.")
        boolean complete,

        @Schema(description = "What stays English: of what is shipped, and, signed in, of the clinic's own exercises.")
        List<Untranslated> missing,

        @Schema(description = "By list and value: what to show for `muscle`, `RHOMBOIDS`.")
        Map<String, Map<String, String>> labels) {}
