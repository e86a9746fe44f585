package org.scapula.catalog.exercise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a filter asks of an exercise `e`, as conditions of the database: exact ones, and for each a coarse one that an
/// index can answer alone ("perhaps" or "no").
final class Narrowing {

    private record Part(@Nullable Facet facet, String exact, Optional<String> bits, Optional<String> values) {}

    private final List<Part> parts = new ArrayList<>();

    private Narrowing() {}

    static Narrowing of(ExerciseFilter filter, Sql sql) {
        var narrowing = new Narrowing();
        narrowing.any(Facet.category, "categories", "category_bits", names(filter.categories()), sql);
        narrowing.any(Facet.muscle, "muscles", "muscle_bits", names(filter.muscles()), sql);
        narrowing.any(Facet.position, "positions", "position_bits", names(filter.positions()), sql);
        narrowing.any(Facet.target, "targets", "target_bits", names(filter.targets()), sql);
        narrowing.any(Facet.context, "contexts", "position_bits", names(filter.contexts()), sql);
        narrowing.any(Facet.stage, "stages", "category_bits", names(filter.stages()), sql);
        narrowing.any(Facet.language, "languages", "category_bits", sorted(filter.languages()), sql);
        narrowing.mark(Facet.kind, "kind", names(filter.kinds()), sql);
        narrowing.mark(Facet.exerciseClass, "class", names(filter.classes()), sql);
        narrowing.mark(Facet.region, "region", names(filter.regions()), sql);
        narrowing.mark(Facet.level, "level", sorted(filter.levels()), sql);
        narrowing.possibleWith(names(filter.owned()), sql);
        narrowing.without(sorted(filter.avoided()), sql);
        return narrowing;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    String exact() {
        return parts.stream().map(Part::exact).map(Narrowing::and).collect(Collectors.joining());
    }

    /// Without what one facet asks: its counts say what another choice would bring.
    String exactBut(Facet facet) {
        return parts.stream()
                .filter(part -> part.facet() != facet)
                .map(Part::exact)
                .map(Narrowing::and)
                .collect(Collectors.joining());
    }

    String coarse() {
        return parts.stream()
                .filter(part -> part.bits().isPresent())
                .map(part -> "e." + part.bits().orElseThrow() + " & (select search_bits("
                        + part.values().orElseThrow() + ")) <> 0")
                .map(Narrowing::and)
                .collect(Collectors.joining());
    }

    String coarseColumns() {
        return parts.stream()
                .flatMap(part -> part.bits().stream())
                .distinct()
                .map(bits -> ", e." + bits)
                .collect(Collectors.joining());
    }

    private void any(Facet facet, String column, String bits, String[] wanted, Sql sql) {
        if (wanted.length > 0) {
            var values = sql.put(wanted) + "::text[]";
            parts.add(new Part(facet, "e." + column + " && " + values, Optional.of(bits), Optional.of(values)));
        }
    }

    private void mark(Facet facet, String kind, String[] wanted, Sql sql) {
        if (wanted.length > 0) {
            var marks = Stream.of(wanted).map(value -> kind + ":" + value).toArray(String[]::new);
            any(facet, "marks", "mark_bits", marks, sql);
        }
    }

    private void possibleWith(String[] owned, Sql sql) {
        if (owned.length > 0) {
            var needs = "array(select n.needs from search_need n where string_to_array(n.needs, ',') <@ "
                    + sql.put(owned) + "::text[])";
            parts.add(new Part(
                    Facet.equipment, "e.equipment && " + needs, Optional.of("target_bits"), Optional.of(needs)));
        }
    }

    private void without(String[] conditions, Sql sql) {
        if (conditions.length > 0) {
            parts.add(new Part(
                    null,
                    "not e.excluded_with && " + sql.put(conditions) + "::text[]",
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    private static String and(String condition) {
        return " and (" + condition + ")";
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static String[] sorted(Collection<String> values) {
        return values.stream().sorted().toArray(String[]::new);
    }
}
