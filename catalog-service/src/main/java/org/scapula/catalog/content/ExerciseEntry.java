package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One exercise as its file has it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "ExerciseDocument",
        description = "An exercise as it is written, in English, with what other languages say of it beside it.",
        examples = """
                {"slug": "wall-angel", "kind": "MOVEMENT", "name": "Wall angel", "aliases": ["wall slide"],
                 "steps": ["Stand with your back to a wall.", "Slide your arms up.", "Come down slowly."],
                 "translations": {"de": {"name": "Wandengel"}}}""")
public record ExerciseEntry(
        String slug,
        Optional<Integer> number,
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
        Optional<String> picture,

        @Schema(description = "Of a clinic's own: the slug of the shipped exercise whose drawing shows it.")
        Optional<String> drawnAs,

        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Context> contexts,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> commonMistakes,
        Optional<String> easier,
        Optional<String> harder,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Substitute> household,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<JointAction> jointActions,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<StageDose> stageDoses,
        List<Dose> doses,
        List<String> regressTo,
        List<String> progressTo,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> members,
        List<String> sources,
        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, ExerciseWords> translations) {

    InLanguage<ExerciseEntry> saying(ExerciseWords words) {
        var overlay = new Overlay();
        var spoken = new ExerciseEntry(
                slug,
                number,
                kind,
                overlay.one("name", name, words.name()),
                words.aliases(),
                category,
                categories,
                exerciseClass,
                positions,
                equipment,
                niceToHave,
                region,
                primaryMuscles,
                secondaryMuscles,
                targets,
                direction,
                oneSided,
                level,
                shoulderElevationDegrees,
                tags,
                overlay.all("steps", steps, words.steps()),
                words.cues().orElseGet(() -> overlay.keep("cues", cues)),
                overlay.maybe("picture", picture, words.picture()),
                drawnAs,
                contexts,
                overlay.all("commonMistakes", commonMistakes, words.commonMistakes()),
                overlay.maybe("easier", easier, words.easier()),
                overlay.maybe("harder", harder, words.harder()),
                overlay.each("household", household, words.household(), Substitute::saying),
                jointActions,
                overlay.each("stageDoses", stageDoses, words.stageNotes(), StageDose::saying),
                overlay.each("doses", doses, words.doseNotes(), Dose::saying),
                regressTo,
                progressTo,
                members,
                sources,
                translations);
        return overlay.of(spoken);
    }

    /// The same entry with what languages say of it.
    ExerciseEntry translated(SortedMap<String, ExerciseWords> words) {
        return new ExerciseEntry(
                slug,
                number,
                kind,
                name,
                aliases,
                category,
                categories,
                exerciseClass,
                positions,
                equipment,
                niceToHave,
                region,
                primaryMuscles,
                secondaryMuscles,
                targets,
                direction,
                oneSided,
                level,
                shoulderElevationDegrees,
                tags,
                steps,
                cues,
                picture,
                drawnAs,
                contexts,
                commonMistakes,
                easier,
                harder,
                household,
                jointActions,
                stageDoses,
                doses,
                regressTo,
                progressTo,
                members,
                sources,
                words);
    }

    /// The checks see to it that there is one.
    public Optional<Dose> usedDose() {
        return doses.stream().filter(Dose::used).findFirst();
    }
}
