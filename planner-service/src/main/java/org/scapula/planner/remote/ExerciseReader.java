package org.scapula.planner.remote;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.planner.week.Condition;

/// Reads an exercise that is not published yet as strictly as one that is, and says what of it the planner cannot use.
@ApplicationScoped
public class ExerciseReader {

    private final NeighbourJson json;

    ExerciseReader(NeighbourJson json) {
        this.json = json;
    }

    /// `pointer` is where the exercise stands in the request.
    public CatalogExercise read(JsonNode exercise, String pointer) {
        if (!exercise.isObject()) {
            throw Problems.invalid(new FieldError(pointer, "wrong-type", "must be an object"));
        }
        try {
            var read = json.readOrFail(exercise, CatalogExercise.class);
            requireOneDose(read, pointer);
            requireKnownConditions(read, pointer);
            return read;
        } catch (JsonMappingException unreadable) {
            throw Problems.invalid(fault(unreadable, pointer));
        }
    }

    private static void requireOneDose(CatalogExercise exercise, String pointer) {
        if (exercise.doses().stream().filter(CatalogExercise.Dose::used).count() != 1) {
            throw Problems.invalid(
                    new FieldError(pointer + "/doses", "out-of-range", "must have exactly one used dose"));
        }
    }

    private static void requireKnownConditions(CatalogExercise exercise, String pointer) {
        var errors = IntStream.range(0, exercise.contraindications().size())
                .filter(at -> Condition.of(exercise.contraindications().get(at).condition())
                        .isEmpty())
                .mapToObj(at -> new FieldError(
                        pointer + "/contraindications/" + at + "/condition",
                        "unknown-value",
                        "is not a condition on the closed list"))
                .toList();
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    private static FieldError fault(JsonMappingException unreadable, String pointer) {
        var at = pointer
                + unreadable.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                        .map("/"::concat)
                        .collect(Collectors.joining());
        return switch (unreadable) {
            case InvalidFormatException value ->
                new FieldError(at, "unknown-value", "is not a value that the planner knows");
            case MismatchedInputException shape ->
                new FieldError(at, "wrong-type", "is missing, or not what the planner reads there");
            default -> new FieldError(at, "wrong-type", "is not what the planner reads there");
        };
    }
}
