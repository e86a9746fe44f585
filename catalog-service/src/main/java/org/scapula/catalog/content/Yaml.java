package org.scapula.catalog.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;

/// Reads files strictly: a key that is unknown, missing or given twice is an error, told with file and line.
final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Yaml() {}

    static <T> Optional<T> parse(String file, String yaml, Class<T> type, List<String> complaints) {
        try {
            var parsed = Optional.ofNullable(MAPPER.readValue(yaml, type));
            if (parsed.isEmpty()) {
                complaints.add(file + ": is empty");
            }
            return parsed;
        } catch (JsonProcessingException broken) {
            complaints.add(file + ": " + reason(broken));
            return Optional.empty();
        }
    }

    /// The same for a file that says its slug, which must be the one of its name.
    static <T> Optional<T> parseNamed(String file, String yaml, String slug, Class<T> type, List<String> complaints) {
        return parse(file, yaml, ObjectNode.class, complaints).flatMap(node -> {
            var said = node.remove("slug");
            if (said == null || !said.asText().equals(slug)) {
                complaints.add(file + ": must say slug: " + slug);
                return Optional.empty();
            }
            try {
                return Optional.of(MAPPER.treeToValue(node, type));
            } catch (JsonProcessingException broken) {
                complaints.add(file + ": " + reason(broken));
                return Optional.empty();
            }
        });
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
