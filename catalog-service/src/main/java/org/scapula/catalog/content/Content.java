package org.scapula.catalog.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.catalog.figure.Figure;

/// Everything the catalogue says, read from its files and checked as a whole.
public final class Content {

    /// Raised when the shape of the records changes; the hash behind it says which content it is.
    private static final int RELEASE = 2;

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private final List<ExerciseEntry> exercises;
    private final List<AdviceEntry> advice;
    private final List<Source> sources;
    private final ContraindicationMatrix matrix;
    private final List<Language> languages;
    private final SequencedMap<String, Figure> figures;
    private final String version;

    private Content(ContentFiles files) {
        this.exercises = List.copyOf(files.exercises().values());
        this.advice = List.copyOf(files.advice().values());
        this.sources = files.sources();
        this.matrix = files.matrix();
        this.languages = languages(files.languages());
        this.figures = figures(files);
        var drawn = figures.values().stream().map(Figure::source).toList();
        this.version = RELEASE + "-" + hash(List.of(exercises, advice, sources, matrix, languages, drawn));
    }

    /// Reads YAML by file name (`exercises/01-cat-cow.yaml`); refuses all of it when one file is broken.
    public static Content read(SequencedMap<String, String> yamlByFile) {
        var files = ContentFiles.read(yamlByFile);
        var complaints = ContentChecks.complaintsAbout(files);
        if (!complaints.isEmpty()) {
            throw new ContentBroken(complaints);
        }
        return new Content(files);
    }

    public List<ExerciseEntry> exercises() {
        return exercises;
    }

    public List<AdviceEntry> advice() {
        return advice;
    }

    public List<Source> sources() {
        return sources;
    }

    public ContraindicationMatrix matrix() {
        return matrix;
    }

    /// The drawing of a shipped exercise, by its slug; activities and groups have none.
    public Optional<Figure> figureOf(String slug) {
        return Optional.ofNullable(figures.get(slug));
    }

    /// English first, the others by their tags.
    public List<Language> languages() {
        return languages;
    }

    /// What a language leaves in English of everything that is shipped.
    public List<Untranslated> missingFrom(Language language) {
        var missing = new ArrayList<Untranslated>();
        exercises.forEach(entry -> missing.add(new Untranslated(
                Untranslated.Part.EXERCISE, entry.slug(), language.of(entry).untranslated())));
        advice.forEach(entry -> missing.add(new Untranslated(
                Untranslated.Part.ADVICE, entry.slug(), language.of(entry).untranslated())));
        sources.forEach(source -> missing.add(new Untranslated(
                Untranslated.Part.SOURCE, source.id(), language.of(source).untranslated())));
        missing.removeIf(entry -> entry.fields().isEmpty());
        language.missingLimitTexts(matrix).forEach(text -> missing.add(Untranslated.sentence(text)));
        Labels.missingFrom(language.labels()).forEach(label -> missing.add(Untranslated.label(label)));
        return List.copyOf(missing);
    }

    /// The same content has the same version on every machine.
    public String version() {
        return version;
    }

    public List<Contraindication> contraindicationsOf(ExerciseEntry exercise) {
        return matrix.of(exercise);
    }

    private static SequencedMap<String, Figure> figures(ContentFiles files) {
        var bySlug = new LinkedHashMap<String, Figure>();
        files.exercises()
                .forEach((file, entry) -> Optional.ofNullable(
                                files.figures().get(file.replace(".yaml", ContentFiles.FIGURE)))
                        .ifPresent(figure -> bySlug.put(entry.slug(), figure)));
        return bySlug;
    }

    private static List<Language> languages(List<LanguageFiles> files) {
        var read = files.stream().map(LanguageFiles::language).toList();
        var english = read.stream().filter(Language::isBase).findFirst().orElseGet(Language::english);
        return Stream.concat(Stream.of(english), read.stream().filter(language -> !language.isBase()))
                .toList();
    }

    /// A short name for exactly this value.
    public static String hash(Object value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json(value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// A record of the content as the database keeps it.
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// An exercise as the database keeps it; refuses what this build does not understand.
    public static ExerciseEntry entry(String json) {
        try {
            return JSON.readValue(json, ExerciseEntry.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("Not an exercise of this build", unreadable);
        }
    }

    @Override
    public String toString() {
        return version
                + Map.of("exercises", exercises.size(), "advice", advice.size(), "sources", sources.size())
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
