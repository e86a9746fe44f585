package org.scapula.planner.trial;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scapula.planner.plan.Rehearsal;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.CatalogExercise;

/// Plans everybody of a fixed set twice, with the catalogue as it is and as it would be. Same catalogue and same
/// change,
/// same answer.
final class Trial {

    private Trial() {}

    static boolean holds(Catalog catalog, String slug) {
        return catalog.exercises().stream().anyMatch(it -> it.slug().equals(slug));
    }

    /// `exercise` comes in the place of what has this slug; absent, the slug is taken out.
    static TrialView of(Catalog catalog, String slug, Optional<CatalogExercise> exercise, List<TrialPerson> people) {
        var changed = changed(catalog, slug, exercise);
        return new TrialView(
                catalog.version(),
                people.size(),
                people.stream()
                        .flatMap(person -> difference(person, catalog, changed).stream())
                        .toList());
    }

    private static Catalog changed(Catalog catalog, String slug, Optional<CatalogExercise> exercise) {
        return new Catalog(
                catalog.version(),
                Stream.concat(
                                catalog.exercises().stream()
                                        .filter(it -> !it.slug().equals(slug)),
                                exercise.stream())
                        .sorted(Comparator.comparing(CatalogExercise::slug))
                        .toList(),
                catalog.advice(),
                catalog.noPlanConditions());
    }

    private static Optional<TrialView.Changed> difference(TrialPerson person, Catalog before, Catalog after) {
        var now = person.planned(before);
        var then = person.planned(after);
        return Optional.of(Differences.between(now, then))
                .filter(changes -> !changes.isEmpty())
                .map(changes ->
                        new TrialView.Changed(person.code(), person.about(), outcome(now), outcome(then), changes));
    }

    private static TrialView.Outcome outcome(Rehearsal rehearsal) {
        return rehearsal.plan().isPresent() ? TrialView.Outcome.PLAN : TrialView.Outcome.NO_PLAN;
    }
}
