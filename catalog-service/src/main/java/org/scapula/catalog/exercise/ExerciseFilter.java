package org.scapula.catalog.exercise;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.catalog.content.Category;
import org.scapula.catalog.content.Condition;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.ExerciseClass;
import org.scapula.catalog.content.Kind;
import org.scapula.catalog.content.Muscle;
import org.scapula.catalog.content.Position;
import org.scapula.catalog.content.Region;
import org.scapula.catalog.content.Stage;
import org.scapula.catalog.content.Target;
import org.scapula.catalog.query.Choices;
import org.scapula.catalog.search.Asked;
import org.scapula.edge.Problems;

/// What is searched for. Fields are joined by "and", the values of one field by "or"; an empty field asks nothing.
record ExerciseFilter(
        Optional<Asked> asked,
        Set<Category> categories,
        Set<Muscle> muscles,
        Set<Region> regions,
        Set<Owned> owned,
        Set<Position> positions,
        Set<ExerciseClass> classes,
        Set<Stage> stages,
        Set<Context> contexts,
        Set<Target> targets,
        Set<Kind> kinds,
        Set<String> levels,
        Set<String> avoided,
        Set<String> languages,
        Set<Facet> facets) {

    private static final int LONGEST_SEARCH = 100;
    private static final Set<String> LEVELS = Set.of("1", "2", "3");

    /// `languages` are those that the catalogue speaks.
    static ExerciseFilter of(ExerciseQuery query, Collection<String> languages) {
        return new ExerciseFilter(
                asked(query.q),
                Choices.of("category", query.category, Category.class),
                Choices.of("muscle", query.muscle, MuscleChoice.class).stream()
                        .flatMap(choice -> choice.members().stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Choices.of("region", query.region, Region.class),
                Choices.of("equipment", query.equipment, Owned.class),
                Choices.of("position", query.position, Position.class),
                Choices.of("exerciseClass", query.exerciseClass, ExerciseClass.class),
                Choices.of("stage", query.stage, Stage.class),
                contexts(Choices.of("context", query.context, Context.class)),
                Choices.of("target", query.target, Target.class),
                Choices.of("kind", query.kind, Kind.class),
                known("level", query.level, LEVELS),
                known("avoid", query.avoid, Condition.CODES),
                known("language", query.language, languages),
                facets(Choices.of("facet", query.facet, Facet.class)));
    }

    ExerciseFilter withoutAnything() {
        return new ExerciseFilter(
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    /// The same search in the same words, whatever their order in the address: what a cursor is bound to.
    String fingerprint() {
        return Stream.of(
                        asked.map(Asked::words).orElse(List.of()),
                        categories,
                        muscles,
                        regions,
                        owned,
                        positions,
                        classes,
                        stages,
                        contexts,
                        targets,
                        kinds,
                        levels,
                        avoided,
                        languages)
                .map(values -> values instanceof List<?> inOrder
                        ? String.join(",", asTexts(inOrder))
                        : String.join(",", new TreeSet<>(asTexts(values))))
                .collect(Collectors.joining(";"));
    }

    private static List<String> asTexts(Collection<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    private static Optional<Asked> asked(List<String> texts) {
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        var text = String.join(" ", texts);
        if (text.length() > LONGEST_SEARCH) {
            throw Problems.invalidParameter("q", "must not be longer than " + LONGEST_SEARCH + " characters");
        }
        var asked = Asked.of(text);
        if (asked.words().isEmpty()) {
            throw Problems.invalidParameter("q", "must hold a letter or a digit");
        }
        if (asked.words().size() > Asked.MOST_WORDS) {
            throw Problems.invalidParameter("q", "must not hold more than " + Asked.MOST_WORDS + " words");
        }
        return Optional.of(asked);
    }

    /// What fits anybody fits those who are asked for.
    private static Set<Context> contexts(Set<Context> wanted) {
        if (wanted.isEmpty()) {
            return wanted;
        }
        var fitting = EnumSet.of(Context.ANY);
        fitting.addAll(wanted);
        return fitting;
    }

    private static Set<Facet> facets(Set<Facet> wanted) {
        return wanted.isEmpty() ? wanted : EnumSet.copyOf(wanted);
    }

    private static Set<String> known(String parameter, List<String> wanted, Collection<String> known) {
        for (var value : wanted) {
            if (!known.contains(value)) {
                throw Problems.invalidParameter(parameter, "must be one of " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return Set.copyOf(wanted);
    }
}
