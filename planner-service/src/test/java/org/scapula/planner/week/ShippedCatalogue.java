package org.scapula.planner.week;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The exercises and the advice the catalogue really ships, read from its data files.
final class ShippedCatalogue {

    private static final Path FILES = Path.of("../catalog-service/src/main/resources/catalog");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<Candidate> CANDIDATES = read();

    private ShippedCatalogue() {}

    static List<Candidate> candidates() {
        return CANDIDATES;
    }

    static Candidate entry(String slug) {
        return CANDIDATES.stream()
                .filter(it -> it.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    static List<AdviceLine> advice() {
        try (var files = Files.list(FILES.resolve("advice"))) {
            return files.filter(it -> it.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> all(tree(file).get("advice"), ShippedCatalogue::adviceLine).stream())
                    .sorted(Comparator.comparing(AdviceLine::slug))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By what each exercise is called, in small letters, by its slug.
    static Map<String, List<String>> names() {
        try (var files = Files.list(FILES.resolve("exercises"))) {
            return files.filter(it -> it.toString().endsWith(".yaml"))
                    .map(ShippedCatalogue::tree)
                    .collect(Collectors.toMap(it -> it.get("slug").asText(), ShippedCatalogue::names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(JsonNode exercise) {
        return Stream.concat(
                        Stream.of(exercise.get("name")), all(exercise.get("aliases"), Function.identity()).stream())
                .map(name -> name.asText().toLowerCase(Locale.ROOT))
                .toList();
    }

    static JsonNode contraindications() {
        return tree(FILES.resolve("contraindications.yaml"));
    }

    private static List<Candidate> read() {
        var rules = contraindications().get("rules");
        try (var files = Files.list(FILES.resolve("exercises"))) {
            return files.filter(it -> it.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ShippedCatalogue::tree)
                    .map(entry -> candidate(entry, rules))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Candidate candidate(JsonNode it, JsonNode rules) {
        var tags = Set.copyOf(all(it.get("tags"), tag -> Tag.valueOf(tag.asText())));
        return new Candidate(
                it.get("slug").asText(),
                1,
                it.get("slug").asText(),
                it.get("name").asText(),
                Kind.valueOf(it.get("kind").asText()),
                ExerciseClass.valueOf(it.get("exerciseClass").asText()),
                all(it.get("positions"), node -> Position.valueOf(node.asText())),
                all(it.get("equipment"), set -> Set.copyOf(all(set, node -> Equipment.valueOf(node.asText())))),
                Region.valueOf(it.get("region").asText()),
                all(it.get("primaryMuscles"), node -> MuscleGroup.valueOf(node.asText())),
                all(it.get("targets"), node -> Target.valueOf(node.asText())),
                Direction.valueOf(it.get("direction").asText()),
                it.get("oneSided").asBoolean(),
                it.get("level").asInt(),
                it.get("shoulderElevationDegrees").asInt(),
                tags,
                dose(usedDose(it)),
                all(it.path("stageDoses"), ShippedCatalogue::stageDose),
                contraindications(it.get("slug").asText(), tags, rules),
                all(it.get("regressTo"), JsonNode::asText),
                all(it.get("progressTo"), JsonNode::asText),
                all(it.get("sources"), JsonNode::asText));
    }

    private static AdviceLine adviceLine(JsonNode it) {
        var contexts = all(it.get("contexts"), JsonNode::asText);
        return new AdviceLine(
                it.get("slug").asText(),
                Topic.valueOf(it.get("topic").asText()),
                it.get("title").asText(),
                it.get("text").asText(),
                contexts.contains("ANY")
                        ? Optional.empty()
                        : Optional.of(contexts.stream().map(Context::valueOf).collect(Collectors.toSet())),
                Optional.ofNullable(it.get("clock")).map(ShippedCatalogue::hours),
                all(it.path("never"), JsonNode::asText),
                it.get("evidence").asText(),
                it.get("evidenceNote").asText(),
                all(it.get("sources"), JsonNode::asText));
    }

    private static AdviceLine.Hours hours(JsonNode clock) {
        return new AdviceLine.Hours(
                clock.get("fromHour").asInt(),
                Optional.ofNullable(clock.get("toHour")).map(JsonNode::asInt),
                Optional.ofNullable(clock.get("repeatEveryHours")).map(ShippedCatalogue::span),
                Optional.ofNullable(clock.get("minutes")).map(ShippedCatalogue::span));
    }

    private static Span span(JsonNode it) {
        return new Span(it.get("min").asInt(), it.get("max").asInt());
    }

    private static JsonNode usedDose(JsonNode entry) {
        return StreamSupport.stream(entry.get("doses").spliterator(), false)
                .filter(it -> it.get("used").asBoolean())
                .findFirst()
                .orElseThrow();
    }

    private static CatalogueDose dose(JsonNode it) {
        var side = it.path("side").asText("BOTH");
        return new CatalogueDose(
                it.get("origin").asText(),
                range(it, "sets"),
                range(it, "reps"),
                range(it, "holdSeconds"),
                range(it, "breaths"),
                range(it, "minutes"),
                range(it, "secondsPerSpot"),
                side.equals("ALTERNATE") ? Side.ALTERNATE : Side.BOTH,
                side.equals("EACH"));
    }

    private static StageDose stageDose(JsonNode it) {
        return new StageDose(
                Stage.valueOf(it.get("stage").asText()),
                it.get("fits").asBoolean(),
                range(it, "sets"),
                range(it, "reps"),
                range(it, "holdSeconds"),
                range(it, "breaths"),
                range(it, "minutes"),
                range(it, "secondsPerSpot"),
                range(it, "perDay"),
                range(it, "perWeek"));
    }

    private static Optional<Range> range(JsonNode dose, String name) {
        return Optional.ofNullable(dose.get(name))
                .map(it -> new Range(
                        it.get("min").asInt(),
                        it.get("max").asInt(),
                        it.get("source").asText()));
    }

    private static List<Contraindication> contraindications(String slug, Set<Tag> tags, JsonNode rules) {
        var found = new ArrayList<Contraindication>();
        for (var rule : rules) {
            var touched = new HashSet<>(all(rule.path("tags"), node -> Tag.valueOf(node.asText())));
            touched.retainAll(tags);
            var named = all(rule.path("slugs"), JsonNode::asText).contains(slug);
            if (named || !touched.isEmpty()) {
                found.add(new Contraindication(
                        Condition.of(rule.get("condition").asText()).orElseThrow(),
                        Level.valueOf(rule.get("level").asText()),
                        rule.get("because").asText(),
                        all(rule.get("ruleIds"), JsonNode::asText),
                        all(rule.get("sources"), JsonNode::asText)));
            }
        }
        return found;
    }

    private static <T> List<T> all(JsonNode list, Function<JsonNode, T> read) {
        return StreamSupport.stream(list.spliterator(), false).map(read).collect(Collectors.toList());
    }
}
