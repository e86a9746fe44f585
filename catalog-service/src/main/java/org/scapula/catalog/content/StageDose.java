package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How much of an exercise suits a stage of the pain, or why it is not for that stage.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"stage", "fits", "note"},
        examples = """
                {"stage": "ACUTE", "fits": true,
                 "sets": {"min": 1, "max": 1, "source": "Scapula policy"},
                 "reps": {"min": 5, "max": 8, "source": "Scapula policy"},
                 "holdSeconds": {"min": 3, "max": 5, "source": "Scapula policy"},
                 "note": "Short holds, so that sore muscles are not tired out."}""")
public record StageDose(
        Stage stage,

        @Schema(description = "False: not at this stage; then there are no figures, and the note says why.")
        boolean fits,

        Optional<Range> sets,
        Optional<Range> reps,
        Optional<Range> holdSeconds,
        Optional<Range> breaths,
        Optional<Range> minutes,
        Optional<Range> secondsPerSpot,
        Optional<Range> perDay,
        Optional<Range> perWeek,

        @Schema(description = "Why this much, or why not.") String note) {

    StageDose saying(String otherNote) {
        return new StageDose(
                stage, fits, sets, reps, holdSeconds, breaths, minutes, secondsPerSpot, perDay, perWeek, otherNote);
    }

    @JsonIgnore
    Dose asDose() {
        return new Dose(
                fits,
                Origin.CLINICAL,
                sets,
                reps,
                holdSeconds,
                breaths,
                minutes,
                secondsPerSpot,
                perDay,
                perWeek,
                Side.BOTH,
                note);
    }
}
