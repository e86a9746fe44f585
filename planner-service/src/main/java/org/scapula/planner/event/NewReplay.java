package org.scapula.planner.event;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;

/// From where on a webhook is to be told again, and what.
@Schema(
        description = "From where on a webhook is to be told again, and what. One of the two must be said.",
        minProperties = 1,
        examples = {"{\"since\": \"4711\"}", "{\"state\": \"DEAD\"}"})
public record NewReplay(
        @Schema(
                description =
                        "A place of `GET /v1/events`; what came after it is told. 0: all that is kept. Absent: 0.",
                pattern = "\\d{1,18}",
                examples = "4711")
        Optional<@Pattern(regexp = "\\d{1,18}", message = "must be a place of GET /v1/events") String> since,

        @Schema(
                nullable = false,
                description = "Only what was given up or dropped, and never told. Absent: whatever became of it.")
        Optional<State> state) {

    /// What becomes of a delivery that nobody makes again by themselves.
    @Schema(name = "ReplayState")
    public enum State {
        DEAD
    }

    /// An empty wish may be a mistake, and everything is a lot to be told again.
    List<FieldError> errors() {
        return since.isPresent() || state.isPresent()
                ? List.of()
                : List.of(new FieldError("/since", "required", "must be given, unless there is a state"));
    }

    long after() {
        return since.map(Long::parseLong).orElse(0L);
    }
}
