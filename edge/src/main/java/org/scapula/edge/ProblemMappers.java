package org.scapula.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// What the framework refuses becomes one of our problems; what breaks becomes a 503 or a 500 without its inside.
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger("org.scapula.edge");

    /// Ahead of the problem extension's own mappers, whose details are thinner.
    static final int FIRST = 1;

    /// All that the driver says when its queue was too slow; the type is the driver's own and says nothing.
    private static final String NO_CONNECTION_IN_TIME = "Timeout";

    /// What the driver says of a connection of the pool that was closed a moment ago; it has no type of its own.
    private static final String NO_LONGER_OPEN = "Connection is not active now";

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    @ServerExceptionMapper(
            value = {
                UnrecognizedPropertyException.class,
                InvalidFormatException.class,
                MismatchedInputException.class,
                JsonProcessingException.class
            },
            priority = FIRST)
    Response json(JsonProcessingException refused) {
        return JsonProblems.of(refused).toResponse();
    }

    @ServerExceptionMapper(priority = FIRST)
    Response constraint(ConstraintViolationException refused) {
        return refused.getConstraintViolations().stream().anyMatch(ProblemMappers::concernsTheAnswer)
                ? unexpected(refused)
                : problemOf(refused).toResponse();
    }

    @ServerExceptionMapper(value = NotFoundException.class, priority = FIRST)
    Response notFound(NotFoundException refused) {
        return framework(refused);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response framework(WebApplicationException refused) {
        if (refused.getCause() instanceof JsonProcessingException json) {
            return JsonProblems.of(json).toResponse();
        }
        var response = refused.getResponse();
        return response.getStatus() >= 500 ? unexpected(refused) : refusal(response);
    }

    @ServerExceptionMapper(
            value = {Exception.class, Throwable.class},
            priority = FIRST)
    Response unexpected(Throwable failure) {
        return isDatabaseGone(failure) ? databaseGone(failure) : broken(failure);
    }

    private static Response refusal(Response response) {
        var problem = switch (response.getStatus()) {
            case 400 -> JsonProblems.malformed();
            case 404 -> Problems.notFound("There is nothing at this address.");
            case 405 ->
                Problems.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "This address does not know that method.",
                        Map.of());
            case 406 ->
                Problems.of(
                        406,
                        "not-acceptable",
                        "Not acceptable",
                        "The answer can be had as application/json.",
                        Map.of());
            case 413 -> BodyLimit.tooLarge();
            case 415 ->
                Problems.of(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "The body must be sent as application/json.",
                        Map.of());
            default ->
                Problems.of(
                        response.getStatus(),
                        "refused",
                        response.getStatusInfo().getReasonPhrase(),
                        "The request was refused.",
                        Map.of());
        };
        return withAllow(problem, response.getHeaderString(HttpHeaders.ALLOW));
    }

    private static Response withAllow(HttpProblem problem, @Nullable String allow) {
        var response = Response.fromResponse(problem.toResponse());
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }

    private static HttpProblem problemOf(ConstraintViolationException refused) {
        if (refused.getConstraintViolations().stream().anyMatch(ProblemMappers::isMissingBody)) {
            return JsonProblems.missing();
        }
        var errors = refused.getConstraintViolations().stream()
                .map(ProblemMappers::fieldError)
                .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
                .toList();
        var inBody = errors.stream().anyMatch(error -> error.pointer().startsWith("/"));
        return inBody
                ? Problems.invalid(errors)
                : Problems.of(
                        400,
                        "invalid-parameter",
                        "A parameter is not valid",
                        "A parameter of the request is not accepted: see errors.",
                        Map.of("errors", errors));
    }

    /// `add.wanted.days[2].code` is `/days/2/code` in the body; a lone parameter keeps its name.
    private static FieldError fieldError(ConstraintViolation<?> violation) {
        var steps = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(step -> step.getKind() != ElementKind.METHOD)
                .toList();
        var isBody = steps.size() > 1 || violation.getLeafBean() instanceof Record;
        var pointer = isBody
                ? pointer(steps.subList(1, steps.size()))
                : String.valueOf(steps.getFirst().getName());
        return new FieldError(pointer, code(violation), violation.getMessage());
    }

    /// In something that came together here, and so has no name of a parameter before it.
    static FieldError errorIn(ConstraintViolation<?> violation) {
        var steps = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        return new FieldError(pointer(steps), code(violation), violation.getMessage());
    }

    private static String pointer(List<Path.Node> steps) {
        var pointer = new StringBuilder();
        for (var step : steps) {
            if (step.getIndex() != null) {
                pointer.append('/').append(step.getIndex());
            }
            if (step.getKey() != null) {
                pointer.append('/').append(step.getKey());
            }
            if (step.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(step.getName());
            }
        }
        return pointer.isEmpty() ? "/" : pointer.toString();
    }

    private static String code(ConstraintViolation<?> violation) {
        var rule = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return switch (rule) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Min", "Max", "Size", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero", "FutureOrPresent" ->
                "out-of-range";
            case "UniqueElements" -> "duplicate";
            default -> "malformed";
        };
    }

    /// A record among the parameters is the body; all others come from the address.
    private static boolean isMissingBody(ConstraintViolation<?> violation) {
        var steps = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        return violation.getInvalidValue() == null
                && steps.size() == 2
                && steps.get(0) instanceof Path.MethodNode method
                && steps.get(1) instanceof Path.ParameterNode parameter
                && method.getParameterTypes().get(parameter.getParameterIndex()).isRecord();
    }

    private static boolean concernsTheAnswer(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(step -> step.getKind() == ElementKind.RETURN_VALUE);
    }

    private static Response databaseGone(Throwable failure) {
        LOG.errorf("The database cannot be reached: %s", failure.getClass().getName());
        return Problems.unavailable("The service cannot reach its database. Nothing was stored; try again.", COME_BACK)
                .toResponse();
    }

    /// The log gets the types and the places, never a message: messages of drivers and parsers repeat values.
    private static Response broken(Throwable failure) {
        LOG.errorf(
                "Unexpected failure: %s",
                causes(failure).map(ProblemMappers::typeAndPlace).toList());
        return Problems.of(
                        500,
                        "internal-error",
                        "Something broke on our side",
                        "The request could not be carried out. Nothing was answered in its place.",
                        Map.of())
                .toResponse();
    }

    private static String typeAndPlace(Throwable failure) {
        var ours = Stream.of(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.scapula"))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return failure.getClass().getName() + ours;
    }

    private static boolean isDatabaseGone(Throwable failure) {
        return causes(failure).anyMatch(ProblemMappers::isLostConnection);
    }

    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof ClosedConnectionException
                || cause instanceof ConnectionPoolTooBusyException
                || (cause instanceof IOException && !(cause instanceof JsonProcessingException))
                || (cause instanceof PgException pg
                        && pg.getSqlState() != null
                        && pg.getSqlState().matches("(08|53|57|28|25P0[34]|55P03).*"))
                || NO_CONNECTION_IN_TIME.equals(cause.getMessage())
                || String.valueOf(cause.getMessage()).startsWith(NO_LONGER_OPEN);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
