package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
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
