package org.scapula.planner.remote;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.week.Direction;
import org.scapula.planner.week.Equipment;
import org.scapula.planner.week.ExerciseClass;
import org.scapula.planner.week.Kind;
import org.scapula.planner.week.Level;
import org.scapula.planner.week.MuscleGroup;
import org.scapula.planner.week.Position;
import org.scapula.planner.week.Range;
import org.scapula.planner.week.Region;
import org.scapula.planner.week.Stage;
import org.scapula.planner.week.Tag;
import org.scapula.planner.week.Target;

/// What a plan reads of an exercise in the catalogue.
public record CatalogExercise(
        UUID id,
        int version,
        String slug,
        String name,
        Kind kind,
        ExerciseClass exerciseClass,
        List<Position> positions,
        List<List<Equipment>> equipment,
        Region region,
        List<MuscleGroup> primaryMuscles,
        List<Target> targets,
        Direction direction,
        boolean oneSided,
        int level,
        int shoulderElevationDegrees,
        List<Tag> tags,
        List<Dose> doses,
        List<StageDose> stageDoses,
        List<Contraindication> contraindications,
        List<String> regressTo,
        List<String> progressTo,
        List<String> sources) {

    public record Dose(
            boolean used,
            String origin,
            Optional<Range> sets,
            Optional<Range> reps,
            Optional<Range> holdSeconds,
            Optional<Range> breaths,
            Optional<Range> minutes,
            Optional<Range> secondsPerSpot,
            Side side) {}

    public record StageDose(
            Stage stage,
            boolean fits,
            Optional<Range> sets,
            Optional<Range> reps,
            Optional<Range> holdSeconds,
            Optional<Range> breaths,
            Optional<Range> minutes,
            Optional<Range> secondsPerSpot,
            Optional<Range> perDay,
            Optional<Range> perWeek) {}

    /// Whom the figures count for.
    public enum Side {
        BOTH,
        EACH,
        ALTERNATE
    }

    public record Contraindication(
            String condition,
            Level level,
            Optional<Integer> withinWeeks,
            String because,
            List<String> ruleIds,
            List<String> sources) {}
}
