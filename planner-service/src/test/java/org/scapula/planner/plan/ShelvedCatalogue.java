package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The catalogue's answers, built from the files it really ships. The journey in local-stack asks the real service.
final class ShelvedCatalogue {

    static final String VERSION = "1-shelved";

    private static final Path FILES = Path.of("../catalog-service/src/main/resources/catalog");
    /// Of an exercise; the files leave out what is empty.
    private static final String[] LISTS = {"commonMistakes", "household", "jointActions", "stageDoses", "contexts"};

    private static final YAMLMapper YAML = new YAMLMapper();

    private ShelvedCatalogue() {}

    static List<JsonNode> exercises() {
        var rules = limits().path("rules");
        return bySlug(files("exercises").map(ShelvedCatalogue::read).map(entry -> shown(entry, rules)));
    }

    static List<JsonNode> advice() {
        return bySlug(files("advice")
                .flatMap(file -> read(file).path("advice").valueStream())
                .map(entry -> shown(entry, "never")));
    }

    static ObjectNode limits() {
        ObjectNode limits = read(FILES.resolve("contraindications.yaml"));
        var rules = limits.path("rules")
                .valueStream()
                .map(rule -> filled(rule, "tags", "slugs"))
                .toList();
        limits.putArray("rules").addAll(rules);
        return limits.put("catalogVersion", VERSION);
    }

    static List<String> names() {
        return exercises().stream()
                .flatMap(exercise -> Stream.of(
                        exercise.path("slug").asText(), exercise.path("name").asText()))
                .toList();
    }

    static List<String> tags(String slug) {
        return exercises().stream()
                .filter(exercise -> exercise.path("slug").asText().equals(slug))
                .flatMap(exercise -> exercise.path("tags").valueStream())
                .map(JsonNode::asText)
                .toList();
    }

    /// A page after the given slug, and the slug it ends with when there are more.
    static ObjectNode page(String list, List<JsonNode> entries, String version, String after, int size) {
        var rest = entries.stream()
                .filter(entry -> entry.path("slug").asText().compareTo(after) > 0)
                .toList();
        var shown = rest.subList(0, Math.min(size, rest.size()));
        var page = YAML.createObjectNode().put("catalogVersion", version);
        page.putArray(list).addAll(shown);
        if (shown.size() < rest.size()) {
            page.put("next", shown.getLast().path("slug").asText());
        }
        return page;
    }

    private static JsonNode shown(ObjectNode entry, JsonNode rules) {
        var found = entry.putArray("contraindications");
        rules.valueStream().filter(rule -> concerns(rule, entry)).forEach(rule -> found.add(asFound(rule)));
        entry.put("version", 1).put("shipped", true);
        return shown(filled(entry, LISTS), "members");
    }

    private static ObjectNode shown(JsonNode entry, String list) {
        var slug = entry.path("slug").asText();
        return filled(entry, list, "untranslated")
                .put("language", "en")
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("catalogVersion", VERSION);
    }

    /// The files leave an empty list out, the answers do not.
    private static ObjectNode filled(JsonNode entry, String... lists) {
        var shown = (ObjectNode) entry;
        Stream.of(lists).filter(list -> !shown.has(list)).forEach(shown::putArray);
        return shown;
    }

    private static ObjectNode asFound(JsonNode rule) {
        ObjectNode found = rule.deepCopy();
        found.remove(List.of("tags", "slugs"));
        return found;
    }

    private static boolean concerns(JsonNode rule, JsonNode entry) {
        return holds(rule.path("slugs"), entry.path("slug"))
                || entry.path("tags").valueStream().anyMatch(tag -> holds(rule.path("tags"), tag));
    }

    private static boolean holds(JsonNode list, JsonNode value) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
    }

    private static List<JsonNode> bySlug(Stream<? extends JsonNode> entries) {
        return entries.<JsonNode>map(entry -> entry)
                .sorted(Comparator.comparing(entry -> entry.path("slug").asText()))
                .toList();
    }

    private static Stream<Path> files(String folder) {
        try (var files = Files.list(FILES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) YAML.readTree(file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
