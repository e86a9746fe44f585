package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A language that the catalogue speaks: its own name, and what it has for the parts that all entries share.
public record Language(
        @JsonProperty String tag,
        @JsonProperty String name,

        @JsonProperty Map<String, Map<String, String>> labels,

        @JsonProperty Map<String, AdviceWords> advice,
        @JsonProperty Map<String, String> limitTexts,
        @JsonProperty Map<String, String> sourceNotes,
        @JsonProperty Map<String, String> sourceTitles) {

    /// What everything is written in first, and what stands in where a translation is missing.
    public static final String BASE = "en";

    static Language english() {
        return new Language(BASE, "English", Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    public boolean isBase() {
        return tag.equals(BASE);
    }

    public InLanguage<ExerciseEntry> of(ExerciseEntry exercise) {
        return isBase()
                ? new InLanguage<>(exercise, List.of())
                : exercise.saying(exercise.translations().getOrDefault(tag, ExerciseWords.NONE));
    }

    public InLanguage<AdviceEntry> of(AdviceEntry entry) {
        return isBase()
                ? new InLanguage<>(entry, List.of())
                : entry.saying(advice.getOrDefault(entry.slug(), AdviceWords.none(entry.slug())));
    }

    public InLanguage<Source> of(Source source) {
        if (isBase()) {
            return new InLanguage<>(source, List.of());
        }
        var overlay = new Overlay();
        var note = overlay.one("note", source.note(), Optional.ofNullable(sourceNotes.get(source.id())));
        // Works keep the title that they were published under.
        var title = sourceTitles.getOrDefault(source.id(), source.title());
        return overlay.of(new Source(source.id(), title, source.kind(), note));
    }

    public List<Contraindication> limits(List<Contraindication> english) {
        return english.stream()
                .map(limit -> limit.saying(
                        limitText(limit.because()), limit.modification().map(this::limitText)))
                .toList();
    }

    public ContraindicationMatrix of(ContraindicationMatrix matrix) {
        return new ContraindicationMatrix(
                matrix.rules().stream()
                        .map(rule -> rule.saying(
                                limitText(rule.because()), rule.modification().map(this::limitText)))
                        .toList(),
                matrix.noPlanConditions().stream()
                        .map(note -> note.saying(limitText(note.because())))
                        .toList(),
                matrix.noLimitConditions().stream()
                        .map(note -> note.saying(limitText(note.because())))
                        .toList());
    }

    public boolean hasLimitTexts(Collection<Contraindication> limits) {
        return isBase() || limits.stream().flatMap(Contraindication::texts).allMatch(limitTexts::containsKey);
    }

    /// The sentences of the matrix that this language does not have.
    public Set<String> missingLimitTexts(ContraindicationMatrix matrix) {
        var missing = new LinkedHashSet<String>();
        if (!isBase()) {
            matrix.texts().filter(text -> !limitTexts.containsKey(text)).forEach(missing::add);
        }
        return missing;
    }

    private String limitText(String english) {
        return limitTexts.getOrDefault(english, english);
    }
}
