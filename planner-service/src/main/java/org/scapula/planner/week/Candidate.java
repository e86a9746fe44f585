package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a plan reads of an exercise in the catalogue.
///
/// @param regressTo slugs of easier forms of it
/// @param progressTo slugs of harder ones
public record Candidate(
        String id,
        int version,
        String slug,
        String name,
        Kind kind,
        ExerciseClass exerciseClass,
        List<Position> positions,
        List<Set<Equipment>> equipment,
        Region region,
        List<MuscleGroup> primaryMuscles,
        List<Target> targets,
        Direction direction,
        boolean oneSided,
        int level,
        int shoulderElevationDegrees,
        Set<Tag> tags,
        CatalogueDose dose,
        List<StageDose> stageDoses,
        List<Contraindication> contraindications,
        List<String> regressTo,
        List<String> progressTo,
        List<String> sources) {

    public Candidate {
        positions = List.copyOf(positions);
        equipment = List.copyOf(equipment);
        primaryMuscles = List.copyOf(primaryMuscles);
        targets = List.copyOf(targets);
        tags = Set.copyOf(tags);
        stageDoses = List.copyOf(stageDoses);
        contraindications = List.copyOf(contraindications);
        regressTo = List.copyOf(regressTo);
        progressTo = List.copyOf(progressTo);
        sources = List.copyOf(sources);
    }

    /// As the catalogue links the two, from either end.
    boolean isEasierFormOf(Candidate harder) {
        return harder.regressTo.contains(slug) || progressTo.contains(harder.slug);
    }

    /// Empty where the catalogue does not speak of this stage.
    Optional<StageDose> at(Stage stage) {
        return stageDoses.stream().filter(it -> it.stage() == stage).findFirst();
    }

    /// Draws the shoulder blades back or straightens the upper back: without such work no other strength work.
    boolean balances() {
        return exerciseClass == ExerciseClass.STRENGTH
                && direction != Direction.PUSH
                && primaryMuscles.stream().anyMatch(Candidate::balances);
    }

    private static boolean balances(MuscleGroup muscle) {
        return switch (muscle) {
            case RHOMBOIDS, MIDDLE_TRAPEZIUS, LOWER_TRAPEZIUS, ERECTOR_SPINAE -> true;
            default -> false;
        };
    }
}
