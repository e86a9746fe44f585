package org.scapula.catalog.content;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Every closed list of the catalogue whose values people read, and which values each has.
final class Labels {

    private static final SortedMap<String, List<String>> LISTS = lists();

    private Labels() {}

    /// Of what a language has no word for: `muscle.RHOMBOIDS`.
    static List<String> missingFrom(Map<String, Map<String, String>> labels) {
        return LISTS.entrySet().stream()
                .flatMap(list -> list.getValue().stream()
                        .filter(value -> labels.getOrDefault(list.getKey(), Map.of())
                                .getOrDefault(value, "")
                                .isBlank())
                        .map(value -> list.getKey() + "." + value))
                .toList();
    }

    /// What a language has a word for, though no list has such a value.
    static List<String> unknownIn(Map<String, Map<String, String>> labels) {
        return labels.entrySet().stream()
                .flatMap(list -> list.getValue().keySet().stream()
                        .filter(value ->
                                !LISTS.getOrDefault(list.getKey(), List.of()).contains(value))
                        .map(value -> list.getKey() + "." + value))
                .sorted()
                .toList();
    }

    private static SortedMap<String, List<String>> lists() {
        var lists = new TreeMap<String, List<String>>();
        lists.put("category", names(Category.values()));
        lists.put("condition", Condition.CODES.stream().sorted().toList());
        lists.put("context", names(Context.values()));
        lists.put("direction", names(Direction.values()));
        lists.put("equipment", names(Equipment.values()));
        lists.put("evidence", names(Evidence.values()));
        lists.put("exerciseClass", names(ExerciseClass.values()));
        lists.put("jointAction", names(JointAction.values()));
        lists.put("kind", names(Kind.values()));
        lists.put("level", names(Level.values()));
        lists.put("muscle", names(Muscle.values()));
        lists.put("origin", names(Origin.values()));
        lists.put("position", names(Position.values()));
        lists.put("region", names(Region.values()));
        lists.put("side", names(Side.values()));
        lists.put("sourceKind", names(SourceKind.values()));
        lists.put("stage", names(Stage.values()));
        lists.put("tag", names(Tag.values()));
        lists.put("target", names(Target.values()));
        lists.put("topic", names(Topic.values()));
        return lists;
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
