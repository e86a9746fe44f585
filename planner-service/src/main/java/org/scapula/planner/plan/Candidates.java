package org.scapula.planner.plan;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.scapula.planner.remote.CatalogExercise;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.week.Candidate;
import org.scapula.planner.week.CatalogueDose;
import org.scapula.planner.week.Condition;
import org.scapula.planner.week.Contraindication;
import org.scapula.planner.week.Equipment;
import org.scapula.planner.week.Kind;
import org.scapula.planner.week.ReportedCondition;
import org.scapula.planner.week.Side;
import org.scapula.planner.week.StageDose;

/// Reads the catalogue's exercises as what a week can be made of.
final class Candidates {

    private Candidates() {}

    /// A group ("core strengthening") is a heading over exercises, nothing to do in itself.
    static List<Candidate> of(List<CatalogExercise> exercises, List<ReportedCondition> conditions) {
        return exercises.stream()
                .filter(exercise -> exercise.kind() != Kind.GROUP)
                .map(exercise -> of(exercise, conditions))
                .toList();
    }

    private static Candidate of(CatalogExercise exercise, List<ReportedCondition> conditions) {
        return new Candidate(
                exercise.id().toString(),
                exercise.version(),
                exercise.slug(),
                exercise.name(),
                exercise.kind(),
                exercise.exerciseClass(),
                exercise.positions(),
                exercise.equipment().stream().map(Candidates::together).toList(),
                exercise.region(),
                exercise.primaryMuscles(),
                exercise.targets(),
                exercise.direction(),
                exercise.oneSided(),
                exercise.level(),
                exercise.shoulderElevationDegrees(),
                Set.copyOf(new HashSet<>(exercise.tags())),
                usedDose(exercise),
                exercise.stageDoses().stream().map(Candidates::atStage).toList(),
                exercise.contraindications().stream()
                        .filter(limit -> Recency.holds(condition(limit.condition()), limit.withinWeeks(), conditions))
                        .map(Candidates::limit)
                        .toList(),
                exercise.regressTo(),
                exercise.progressTo(),
                exercise.sources());
    }

    private static Set<Equipment> together(List<Equipment> alternative) {
        var set = EnumSet.noneOf(Equipment.class);
        set.addAll(alternative);
        return set;
    }

    private static CatalogueDose usedDose(CatalogExercise exercise) {
        var used = exercise.doses().stream().filter(CatalogExercise.Dose::used).toList();
        if (used.size() != 1) {
            throw new NotUnderstood(exercise.slug() + " has " + used.size() + " doses to use");
        }
        var dose = used.getFirst();
        return new CatalogueDose(
                dose.origin(),
                dose.sets(),
                dose.reps(),
                dose.holdSeconds(),
                dose.breaths(),
                dose.minutes(),
                dose.secondsPerSpot(),
                dose.side() == CatalogExercise.Side.ALTERNATE ? Side.ALTERNATE : Side.BOTH,
                dose.side() != CatalogExercise.Side.BOTH);
    }

    private static StageDose atStage(CatalogExercise.StageDose dose) {
        return new StageDose(
                dose.stage(),
                dose.fits(),
                dose.sets(),
                dose.reps(),
                dose.holdSeconds(),
                dose.breaths(),
                dose.minutes(),
                dose.secondsPerSpot(),
                dose.perDay(),
                dose.perWeek());
    }

    private static Contraindication limit(CatalogExercise.Contraindication limit) {
        return new Contraindication(
                condition(limit.condition()), limit.level(), limit.because(), limit.ruleIds(), limit.sources());
    }

    private static Condition condition(String code) {
        return Condition.of(code).orElseThrow(() -> new NotUnderstood("an unknown condition in the catalogue"));
    }
}
