package org.scapula.catalog.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scapula.catalog.figure.Figure;
import org.scapula.catalog.figure.FigureBroken;
import org.scapula.catalog.figure.FigureFile;

/// The files of the catalogue, parsed strictly.
///
/// Entries keep the name of their file (and their place in it), so that a complaint can say where to look.
record ContentFiles(
        SequencedMap<String, ExerciseEntry> exercises,
        SequencedMap<String, AdviceEntry> advice,
        List<Source> sources,
        ContraindicationMatrix matrix,
        List<LanguageFiles> languages,
        SequencedMap<String, Figure> figures) {

    static final String SOURCES = "sources.yaml";
    static final String CONTRAINDICATIONS = "contraindications.yaml";

    /// Drawings stand beside their exercises.
    static final String FIGURE = ".figure.json";

    private record AdviceFile(List<AdviceEntry> advice) {}

    private record SourceFile(List<Source> sources) {}

    static ContentFiles read(SequencedMap<String, String> yamlByFile) {
        var complaints = new ArrayList<String>();
        var exercises = new LinkedHashMap<String, ExerciseEntry>();
        var advice = new LinkedHashMap<String, AdviceEntry>();
        var sources = new ArrayList<Source>();
        var figures = new LinkedHashMap<String, Figure>();
        var matrix = Optional.<ContraindicationMatrix>empty();
        for (var file : yamlByFile.sequencedKeySet()) {
            var yaml = String.valueOf(yamlByFile.get(file));
            if (file.startsWith("exercises/") && file.endsWith(FIGURE)) {
                figure(file, yaml, complaints).ifPresent(figure -> figures.put(file, figure));
            } else if (file.startsWith("exercises/")) {
                Yaml.parse(file, yaml, ExerciseEntry.class, complaints).ifPresent(entry -> exercises.put(file, entry));
            } else if (file.startsWith("advice/")) {
                Yaml.parse(file, yaml, AdviceFile.class, complaints)
                        .ifPresent(parsed -> parsed.advice().forEach(entry -> advice.put(place(file, advice), entry)));
            } else if (file.equals(SOURCES)) {
                Yaml.parse(file, yaml, SourceFile.class, complaints)
                        .ifPresent(parsed -> sources.addAll(parsed.sources()));
            } else if (file.equals(CONTRAINDICATIONS)) {
                matrix = Yaml.parse(file, yaml, ContraindicationMatrix.class, complaints);
            } else if (!LanguageFiles.holds(file)) {
                complaints.add(file + ": is not a file of the catalogue");
            }
        }
        var languages = LanguageFiles.read(yamlByFile, complaints);
        if (matrix.isEmpty() && !yamlByFile.containsKey(CONTRAINDICATIONS)) {
            complaints.add(CONTRAINDICATIONS + ": is missing");
        }
        if (!complaints.isEmpty()) {
            throw new ContentBroken(complaints);
        }
        return new ContentFiles(
                translated(exercises, languages),
                advice,
                List.copyOf(sources),
                matrix.orElseThrow(),
                languages,
                figures);
    }

    private static Optional<Figure> figure(String file, String json, List<String> complaints) {
        try {
            return Optional.of(FigureFile.read(file, json));
        } catch (FigureBroken broken) {
            complaints.add(broken.reason());
            return Optional.empty();
        }
    }

    List<String> complaintsAboutLanguages() {
        var exercisesBySlug = exercises.values().stream()
                .collect(Collectors.toMap(ExerciseEntry::slug, Function.identity(), (a, _) -> a));
        var adviceBySlug =
                advice.values().stream().collect(Collectors.toMap(AdviceEntry::slug, Function.identity(), (a, _) -> a));
        return languages.stream()
                .flatMap(language -> language.complaintsAbout(exercisesBySlug, adviceBySlug).stream())
                .toList();
    }

    /// An entry carries what all languages say of it, as a clinic's own does.
    private static SequencedMap<String, ExerciseEntry> translated(
            Map<String, ExerciseEntry> exercises, List<LanguageFiles> languages) {
        var translated = new LinkedHashMap<String, ExerciseEntry>();
        exercises.forEach((file, entry) -> translated.put(file, entry.translated(wordsOf(entry.slug(), languages))));
        return translated;
    }

    private static SortedMap<String, ExerciseWords> wordsOf(String slug, List<LanguageFiles> languages) {
        var words = new TreeMap<String, ExerciseWords>();
        languages.forEach(language -> Optional.ofNullable(language.exercises().get(slug))
                .ifPresent(found -> words.put(language.tag(), found)));
        return words;
    }

    private static String place(String file, SequencedMap<String, AdviceEntry> already) {
        var inThisFile = already.sequencedKeySet().stream()
                .filter(place -> place.startsWith(file + " "))
                .count();
        return file + " (number " + (inThisFile + 1) + ")";
    }
}
