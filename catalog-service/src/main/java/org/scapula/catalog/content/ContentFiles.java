package org.scapula.catalog.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The files of the catalogue, parsed strictly: a key that is unknown, missing or given twice is an error.
///
/// Entries keep the name of their file (and their place in it), so that a complaint can say where to look.
record ContentFiles(
        SequencedMap<String, ExerciseEntry> exercises,
        SequencedMap<String, AdviceEntry> advice,
        List<Source> sources,
        ContraindicationMatrix matrix) {

    static final String SOURCES = "sources.yaml";
    static final String CONTRAINDICATIONS = "contraindications.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private record AdviceFile(List<AdviceEntry> advice) {}

    private record SourceFile(List<Source> sources) {}

    static ContentFiles read(SequencedMap<String, String> yamlByFile) {
        var complaints = new ArrayList<String>();
        var exercises = new LinkedHashMap<String, ExerciseEntry>();
        var advice = new LinkedHashMap<String, AdviceEntry>();
        var sources = new ArrayList<Source>();
        var matrix = Optional.<ContraindicationMatrix>empty();
        for (var file : yamlByFile.sequencedKeySet()) {
            var yaml = String.valueOf(yamlByFile.get(file));
            if (file.startsWith("exercises/")) {
                parse(file, yaml, ExerciseEntry.class, complaints).ifPresent(entry -> exercises.put(file, entry));
            } else if (file.startsWith("advice/")) {
                parse(file, yaml, AdviceFile.class, complaints)
                        .ifPresent(parsed -> parsed.advice().forEach(entry -> advice.put(place(file, advice), entry)));
            } else if (file.equals(SOURCES)) {
                parse(file, yaml, SourceFile.class, complaints).ifPresent(parsed -> sources.addAll(parsed.sources()));
            } else if (file.equals(CONTRAINDICATIONS)) {
                matrix = parse(file, yaml, ContraindicationMatrix.class, complaints);
            } else {
                complaints.add(file + ": is not a file of the catalogue");
            }
        }
        if (matrix.isEmpty() && !yamlByFile.containsKey(CONTRAINDICATIONS)) {
            complaints.add(CONTRAINDICATIONS + ": is missing");
        }
        if (!complaints.isEmpty()) {
            throw new ContentBroken(complaints);
        }
        return new ContentFiles(exercises, advice, List.copyOf(sources), matrix.orElseThrow());
    }

    private static String place(String file, SequencedMap<String, AdviceEntry> already) {
        var inThisFile = already.sequencedKeySet().stream()
                .filter(place -> place.startsWith(file + " "))
                .count();
        return file + " (number " + (inThisFile + 1) + ")";
    }

    private static <T> Optional<T> parse(String file, String yaml, Class<T> type, List<String> complaints) {
        try {
            var parsed = Optional.ofNullable(YAML.readValue(yaml, type));
            if (parsed.isEmpty()) {
                complaints.add(file + ": is empty");
            }
            return parsed;
        } catch (JsonProcessingException broken) {
            complaints.add(file + ": " + reason(broken));
            return Optional.empty();
        }
    }

    private static String reason(JsonProcessingException broken) {
        var path = broken instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? " at " + mapping.getPathReference().replaceAll("[\\w.$]+\\[", "[")
                : "";
        var line = broken.getLocation() == null
                ? ""
                : " (line " + broken.getLocation().getLineNr() + ")";
        return broken.getOriginalMessage() + path + line;
    }
}
