package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scapula.edge.FieldError;
import org.scapula.planner.fhir.face.Datatypes.CodeableConcept;
import org.scapula.planner.fhir.face.Datatypes.Coding;

/// A refusal, or a hint, as FHIR says it. The code is that of the problem, in every part of the product the same.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record OperationOutcome(String resourceType, List<Issue> issue) {

    private static final String SYSTEM = "urn:scapula:problem";

    private static final String FORMS = "A search by POST is sent as application/x-www-form-urlencoded.";

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Issue(String severity, String code, CodeableConcept details, String diagnostics, List<String> location) {}

    static OperationOutcome of(HttpProblem problem) {
        var parameters = Optional.ofNullable(problem.getParameters());
        var named = parameters.map(all -> all.get("errors")).stream()
                .flatMap(errors -> errors instanceof List<?> list ? list.stream() : Stream.of())
                .filter(FieldError.class::isInstance)
                .map(error -> "http." + ((FieldError) error).pointer())
                .toList();
        var trace = parameters
                .map(all -> all.get("traceId"))
                .map(id -> " (trace " + id + ")")
                .orElse("");
        var status = problem.getStatusCode();
        return new OperationOutcome(
                "OperationOutcome",
                List.of(new Issue(
                        status >= 500 ? "fatal" : "error",
                        code(status),
                        CodeableConcept.of(Coding.of(SYSTEM, slug(problem)), String.valueOf(problem.getTitle())),
                        detail(problem) + trace,
                        named)));
    }

    /// Beside what was found: something that whoever reads it must know of it.
    static OperationOutcome hint(String severity, String code, String text) {
        return new OperationOutcome(
                "OperationOutcome", List.of(new Issue(severity, code, CodeableConcept.of(text), "", List.of())));
    }

    private static String detail(HttpProblem problem) {
        return problem.getStatusCode() == 415
                ? FORMS
                : Optional.ofNullable(problem.getDetail()).orElse("");
    }

    private static String slug(HttpProblem problem) {
        var type = String.valueOf(problem.getType());
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "login";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405, 406, 415 -> "not-supported";
            case 408 -> "timeout";
            case 409, 412 -> "conflict";
            case 410 -> "deleted";
            case 413, 414, 431 -> "too-long";
            case 429 -> "throttled";
            case 503 -> "transient";
            default -> status >= 500 ? "exception" : "invalid";
        };
    }
}
