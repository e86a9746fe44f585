package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

/// One exercise as its file has it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ExerciseEntry(
        String slug,
        int number,
        Kind kind,
        String name,
        List<String> aliases,
        Category category,
        List<Category> categories,
        ExerciseClass exerciseClass,
        List<Position> positions,
        List<List<Equipment>> equipment,
        List<Equipment> niceToHave,
        Region region,
        List<Muscle> primaryMuscles,
        List<Muscle> secondaryMuscles,
        List<Target> targets,
        Direction direction,
        boolean oneSided,
        int level,
        int shoulderElevationDegrees,
        List<Tag> tags,
        List<String> steps,
        Cues cues,
        List<Dose> doses,
        List<String> regressTo,
        List<String> progressTo,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> members,
        List<String> sources) {

    /// The checks see to it that there is one.
    Optional<Dose> usedDose() {
        return doses.stream().filter(Dose::used).findFirst();
    }
}
