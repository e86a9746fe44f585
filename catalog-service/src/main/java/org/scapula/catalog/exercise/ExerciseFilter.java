package org.scapula.catalog.exercise;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scapula.catalog.content.Category;
import org.scapula.catalog.content.ExerciseClass;
import org.scapula.catalog.content.Kind;
import org.scapula.catalog.content.Muscle;
import org.scapula.catalog.content.Position;
import org.scapula.catalog.content.Target;
import org.scapula.catalog.query.Choices;
import org.scapula.catalog.query.Words;
import org.scapula.edge.Problems;

/// What is searched for. Fields are joined by "and", the values of one field by "or"; an empty field asks nothing.
record ExerciseFilter(
        Set<Category> categories,
        Set<Muscle> muscles,
        Set<Owned> owned,
        Set<Position> positions,
        Set<ExerciseClass> classes,
        Set<Target> targets,
        Set<Kind> kinds,
        String words) {

    private static final int LONGEST_SEARCH = 100;

    static ExerciseFilter of(ExerciseQuery query) {
        return new ExerciseFilter(
                Choices.of("category", query.category, Category.class),
                Choices.of("muscle", query.muscle, MuscleChoice.class).stream()
                        .flatMap(choice -> choice.members().stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Choices.of("equipment", query.equipment, Owned.class),
                Choices.of("position", query.position, Position.class),
                Choices.of("exerciseClass", query.exerciseClass, ExerciseClass.class),
                Choices.of("target", query.target, Target.class),
                Choices.of("kind", query.kind, Kind.class),
                words(query.q));
    }

    private static String words(List<String> texts) {
        var text = String.join(" ", texts);
        if (text.length() > LONGEST_SEARCH) {
            throw Problems.invalidParameter("q", "must not be longer than " + LONGEST_SEARCH + " characters");
        }
        return Words.of(text);
    }
}
