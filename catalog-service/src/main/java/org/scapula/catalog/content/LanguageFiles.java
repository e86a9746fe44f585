package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files of one language (`languages/de/…`), as they are found: a language is added by adding files.
final class LanguageFiles {

    private static final Pattern PLACE = Pattern.compile("languages/([a-z]{2,3}(?:-[A-Z]{2})?)/(.+)");
    private static final Pattern EXERCISE = Pattern.compile("exercises/\\d{2}-([a-z0-9-]+)\\.yaml");

    private final String tag;
    private final SequencedMap<String, String> exerciseFiles = new LinkedHashMap<>();
    private final Map<String, ExerciseWords> exercises = new HashMap<>();
    private final SequencedMap<String, AdviceWords> advice = new LinkedHashMap<>();
    private String name = "";
    private Map<String, Map<String, String>> labels = Map.of();
    private Map<String, String> limitTexts = Map.of();
    private SourceWords sources = new SourceWords(Map.of(), Map.of());

    private LanguageFiles(String tag) {
        this.tag = tag;
    }

    private record Names(
            String name, @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Map<String, String>> labels) {}

    private record AdviceFile(List<AdviceWords> advice) {}

    private record LimitTexts(Map<String, String> texts) {}

    private record SourceWords(
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> notes,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> titles) {}

    static boolean holds(String file) {
        return PLACE.matcher(file).matches();
    }

    static List<LanguageFiles> read(SequencedMap<String, String> yamlByFile, List<String> complaints) {
        var byTag = new TreeMap<String, LanguageFiles>();
        yamlByFile.forEach((file, yaml) -> {
            var place = PLACE.matcher(file);
            if (place.matches()) {
                byTag.computeIfAbsent(place.group(1), LanguageFiles::new).add(file, place.group(2), yaml, complaints);
            }
        });
        return List.copyOf(byTag.values());
    }

    private void add(String file, String place, String yaml, List<String> complaints) {
        var exercise = EXERCISE.matcher(place);
        if (exercise.matches()) {
            Yaml.parseNamed(file, yaml, exercise.group(1), ExerciseWords.class, complaints)
                    .ifPresent(words -> {
                        exerciseFiles.put(exercise.group(1), file);
                        exercises.put(exercise.group(1), words);
                    });
        } else if (place.startsWith("advice/")) {
            Yaml.parse(file, yaml, AdviceFile.class, complaints)
                    .ifPresent(parsed -> parsed.advice().forEach(words -> {
                        if (advice.put(words.slug(), words) != null) {
                            complaints.add(file + ": " + words.slug() + " is translated twice");
                        }
                    }));
        } else if (place.equals("contraindications.yaml")) {
            Yaml.parse(file, yaml, LimitTexts.class, complaints).ifPresent(parsed -> limitTexts = parsed.texts());
        } else if (place.equals("sources.yaml")) {
            Yaml.parse(file, yaml, SourceWords.class, complaints).ifPresent(parsed -> sources = parsed);
        } else if (place.equals("language.yaml")) {
            Yaml.parse(file, yaml, Names.class, complaints).ifPresent(parsed -> {
                name = parsed.name();
                labels = parsed.labels();
            });
        } else {
            complaints.add(file + ": is not a file of a language");
        }
    }

    String tag() {
        return tag;
    }

    Map<String, ExerciseWords> exercises() {
        return exercises;
    }

    /// Words for what is not there, or for fewer steps than there are, are a mistake of whoever wrote the file.
    List<String> complaintsAbout(Map<String, ExerciseEntry> exercisesBySlug, Map<String, AdviceEntry> adviceBySlug) {
        var complaints = new ArrayList<String>();
        exercises.forEach((slug, words) -> {
            var entry = exercisesBySlug.get(slug);
            var file = String.valueOf(exerciseFiles.get(slug));
            if (entry == null) {
                complaints.add(file + ": translates " + slug + ", which does not exist");
            }
        });
        advice.forEach((slug, words) -> {
            var entry = adviceBySlug.get(slug);
            if (entry == null) {
                complaints.add("languages/" + tag + "/advice: translates " + slug + ", which does not exist");
            } else {
                count("languages/" + tag + "/advice: " + slug, "never", entry.never(), words.never(), complaints);
            }
        });
        Labels.unknownIn(labels)
                .forEach(label -> complaints.add(
                        "languages/" + tag + "/language.yaml: has a label for " + label + ", which does not exist"));
        if (name.isBlank()) {
            complaints.add("languages/" + tag + "/language.yaml: must say the name of the language");
        }
        return complaints;
    }

    Language language() {
        return new Language(tag, name, labels, advice, limitTexts, sources.notes(), sources.titles());
    }

    private static void count(String file, String field, List<?> english, List<?> translated, List<String> complaints) {
        if (!translated.isEmpty() && translated.size() != english.size()) {
            complaints.add(file + ": " + field + " has " + translated.size() + " texts for " + english.size());
        }
    }
}
