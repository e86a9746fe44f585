package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;
import org.scapula.planner.week.WeekEdit;

/// What a clinician changes in a plan, and why.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "What a clinician changes in a plan, and why.",
        requiredProperties = {"changes", "reason"},
        examples = NewEdits.EXAMPLE)
public record NewEdits(
        @Schema(description = "Made one after the other.") @NotEmpty @Size(max = 50)
        List<@NotNull @Valid Edit> changes,

        @Schema(description = "In a clinician's words; the person reads it, so H26 and H48 hold for it.")
        @NotBlank
        @Size(max = 300)
        String reason,

        @Schema(description = "Only says what the rules say of it; absent: false.")
        Optional<Boolean> dryRun) {

    static final String EDIT = """
            {"op": "SWAP", "exerciseId": "standing-row", "with": "band-pull-apart"}""";

    static final String EXAMPLE = "{\"changes\": [" + EDIT + ", {\"op\": \"DOSE\", \"exerciseId\": \"cat-cow\","
            + " \"reps\": 6}], \"reason\": \"The cable bothers the left shoulder.\", \"dryRun\": true}";

    /// Another exercise, none, or another dose.
    public enum Op {
        SWAP,
        REMOVE,
        DOSE
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanEdit",
            description =
                    "One change. Without a date it is made wherever the exercise stands. REMOVE and SWAP take it out"
                            + " of the breaks at the desk, too; DOSE leaves those as they are.",
            requiredProperties = {"op", "exerciseId"},
            examples = EDIT)
    public record Edit(
            @NotNull Op op,

            @Schema(description = "The slug of an exercise of the week, or with REMOVE of the breaks at the desk.")
            @NotNull
            String exerciseId,

            Optional<LocalDate> date,

            @Schema(description = "Which session of that day, with a date only; absent: 1.")
            Optional<@Min(1) @Max(3) Integer> session,

            @Schema(description = "With SWAP, and only then: the slug of what takes its place.")
            Optional<String> with,

            @Schema(description = "With DOSE only, as the others after it.")
            Optional<@Min(1) @Max(4) Integer> sets,

            Optional<@Min(1) @Max(20) Integer> reps,
            Optional<@Min(0) @Max(60) Integer> holdSec,
            Optional<@Min(30) @Max(3600) Integer> durationSec,
            Optional<@Min(1) @Max(8) Integer> rpe) {

        private WeekEdit edit() {
            var where = date.map(day -> new WeekEdit.Where(day, session.orElse(1)));
            return switch (op) {
                case SWAP -> new WeekEdit.Swap(exerciseId, where, with.orElseThrow());
                case REMOVE -> new WeekEdit.Remove(exerciseId, where);
                case DOSE -> new WeekEdit.Dose(exerciseId, where, sets, reps, holdSec, durationSec, rpe);
            };
        }

        private boolean hasADose() {
            return Stream.of(sets, reps, holdSec, durationSec, rpe).anyMatch(Optional::isPresent);
        }
    }

    boolean isOnlyTried() {
        return dryRun.orElse(false);
    }

    List<WeekEdit> edits() {
        return changes.stream().map(Edit::edit).toList();
    }

    /// What does not go together.
    List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        for (int at = 0; at < changes.size(); at++) {
            var change = changes.get(at);
            var pointer = "/changes/" + at;
            if (change.with().isPresent() != (change.op() == Op.SWAP)) {
                errors.add(new FieldError(pointer + "/with", "not-together", "goes with SWAP and with nothing else"));
            }
            if (change.hasADose() != (change.op() == Op.DOSE)) {
                errors.add(
                        new FieldError(pointer + "/op", "not-together", "a dose goes with DOSE and with nothing else"));
            }
            if (change.session().isPresent() && change.date().isEmpty()) {
                errors.add(new FieldError(pointer + "/session", "not-together", "goes with a date only"));
            }
        }
        return errors;
    }
}
