package org.scapula.catalog.exercise;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.Language;

/// A version of an exercise as the shelf shows it: what it says in each language, with the limits that are in force
/// now.
record Wording(
        ExerciseEntry entry,
        int version,
        String contentHash,
        List<Contraindication> contraindications,
        List<String> languages,
        List<Spoken> spoken,
        String fingerprint) {

    /// Ready to be sent, but for the id and the version of the catalogue.
    record Spoken(String language, String name, String view) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Document(
            int version,
            boolean shipped,
            String language,
            List<String> untranslated,

            @JsonUnwrapped @JsonIgnoreProperties({"translations", "drawnAs"})
            ExerciseEntry entry,

            List<Contraindication> contraindications,
            Optional<FigureView> figure) {}

    static Wording of(ExerciseEntry entry, int version, boolean shipped, Content content) {
        var limits = content.contraindicationsOf(entry);
        var figure = FigureView.of(entry, shipped, content);
        var spoken = new ArrayList<Spoken>();
        var languages = new ArrayList<String>();
        for (var language : content.languages()) {
            var untranslated = untranslated(language, entry, limits);
            var said = language.of(entry).entry();
            if (untranslated.isEmpty()) {
                languages.add(language.tag());
            }
            spoken.add(new Spoken(
                    language.tag(),
                    said.name(),
                    Content.json(new Document(
                            version, shipped, language.tag(), untranslated, said, language.limits(limits), figure))));
        }
        return new Wording(
                entry,
                version,
                Content.hash(entry),
                limits,
                List.copyOf(languages),
                List.copyOf(spoken),
                Content.hash(List.of(spoken, languages)));
    }

    private static List<String> untranslated(Language language, ExerciseEntry entry, List<Contraindication> limits) {
        var missing = new ArrayList<>(language.of(entry).untranslated());
        if (!language.hasLimitTexts(limits)) {
            missing.add("contraindications");
        }
        return List.copyOf(missing);
    }
}
