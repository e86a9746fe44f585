package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an exercise says in one more language. What is missing stays English, and is said to be missing.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(examples = """
                {"name": "Schulterblätter zusammenziehen", "aliases": ["Schulterblattdrücken"],
                 "steps": ["Setzen oder stellen Sie sich aufrecht hin."],
                 "cues": {"feel": "Leichte Arbeit zwischen den Schulterblättern.",
                   "doNotFeel": "Stechender Schmerz oder hochgezogene Schultern.", "breathing": "Atmen Sie weiter."}}""")
public record ExerciseWords(
        Optional<String> name,

        @Schema(description = "Everyday names in this language, not translations; people search by them.")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> aliases,

        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> steps,
        Optional<Cues> cues,
        Optional<String> picture,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> commonMistakes,
        Optional<String> easier,
        Optional<String> harder,

        @Schema(description = "In the order of the substitutes.") @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> household,

        @Schema(description = "In the order of the doses.") @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> doseNotes,

        @Schema(description = "In the order of the stages.") @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> stageNotes) {

    /// A list that has another number of texts than the exercise has of what they translate.
    record Difference(String field, int translated, int english) {

        String inWords() {
            return field + " has " + translated + " texts for " + english;
        }
    }

    Stream<Difference> countsThatDiffer(ExerciseEntry exercise) {
        return Stream.of(
                        new Difference("steps", steps.size(), exercise.steps().size()),
                        new Difference(
                                "commonMistakes",
                                commonMistakes.size(),
                                exercise.commonMistakes().size()),
                        new Difference(
                                "household",
                                household.size(),
                                exercise.household().size()),
                        new Difference(
                                "doseNotes", doseNotes.size(), exercise.doses().size()),
                        new Difference(
                                "stageNotes",
                                stageNotes.size(),
                                exercise.stageDoses().size()))
                .filter(difference -> difference.translated() != 0 && difference.translated() != difference.english());
    }

    static final ExerciseWords NONE = new ExerciseWords(
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
}
