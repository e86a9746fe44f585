package org.scapula.edge;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what Jackson refuses into a problem that names the field and the rule, and never repeats what was sent:
/// a wrong answer to a health question is still health data.
final class JsonProblems {

    private JsonProblems() {}

    static HttpProblem of(JsonProcessingException refused) {
        return refused instanceof JsonMappingException mapping && !isSyntax(mapping.getCause()) && !goesOn(mapping)
                ? Problems.invalid(fieldError(mapping))
                : malformed(refused.getLocation(), rule(refused));
    }

    /// Nothing, or the word null, where an object was due.
    static HttpProblem missing() {
        return malformed(null, new FieldError("", "required", "a JSON object is required as the body"));
    }

    /// A second value after the body; Jackson tells it apart by its words only.
    private static boolean goesOn(JsonMappingException refused) {
        return String.valueOf(refused.getOriginalMessage()).startsWith("Trailing token");
    }

    private static boolean isSyntax(@Nullable Throwable cause) {
        return cause instanceof StreamReadException && !(cause instanceof InputCoercionException);
    }

    private static FieldError rule(JsonProcessingException refused) {
        return String.valueOf(refused.getOriginalMessage()).startsWith("Duplicate field")
                ? new FieldError("", "duplicate", "a field is given twice" + place(refused.getLocation()))
                : new FieldError("", "malformed", "not well-formed JSON" + place(refused.getLocation()));
    }

    private static String place(@Nullable JsonLocation where) {
        return where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
    }

    static HttpProblem malformed() {
        return malformed(null, new FieldError("", "malformed", "could not be read"));
    }

    private static HttpProblem malformed(@Nullable JsonLocation where, FieldError rule) {
        return Problems.of(
                400,
                "malformed-json",
                "The body is not JSON",
                "The body could not be read as JSON" + place(where) + ". Nothing was stored.",
                Map.of("errors", List.of(rule)));
    }

    private static FieldError fieldError(JsonMappingException refused) {
        var pointer = pointer(refused);
        return switch (refused) {
            case JsonMappingException outside
            when outside.getCause() instanceof InputCoercionException ->
                new FieldError(pointer, "out-of-range", "is a larger number than any that is accepted");
            case UnrecognizedPropertyException unknown ->
                new FieldError(pointer, "unknown-field", "is not a field of this request" + knownFields(unknown));
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                new FieldError(pointer, "unknown-value", "must be one of " + constants(format.getTargetType()));
            case InvalidNullException missing -> new FieldError(pointer, "required", "must not be null");
            case MismatchedInputException mismatch ->
                new FieldError(pointer, "wrong-type", "must be " + kindOf(mismatch.getTargetType()));
            default -> new FieldError(pointer, "wrong-type", "has a value that is not accepted here");
        };
    }

    private static String knownFields(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds();
        return known == null || known.isEmpty()
                ? ""
                : "; known are " + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String kindOf(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return type == double.class
                            || type == Double.class
                            || type.getSimpleName().equals("BigDecimal")
                    ? "a number"
                    : "a whole number";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "UUID" -> "a UUID";
            case "LocalDate" -> "a date such as 2026-11-23";
            case "Instant" -> "a time such as 2026-11-23T08:00:00Z";
            default -> type.getPackageName().startsWith("java.time") ? "a " + words(type) : "an object";
        };
    }

    private static String words(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String pointer(JsonMappingException refused) {
        return refused.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
