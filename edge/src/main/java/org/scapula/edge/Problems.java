package org.scapula.edge;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Every way the services say no, as RFC 9457 problems with a stable type.
///
/// The words are for a person at a clinic: no class name, no SQL, no health data.
public final class Problems {

    static final String TYPE = "urn:scapula:problem:";

    private Problems() {}

    public static HttpProblem notFound(String detail) {
        return of(404, "not-found", "Not found", detail, Map.of());
    }

    public static HttpProblem invalid(FieldError... errors) {
        return invalid(List.of(errors));
    }

    public static HttpProblem invalid(List<FieldError> errors) {
        return of(
                422,
                "invalid-field",
                "A field is not valid",
                "The request was understood, but not accepted: see errors. Nothing was stored.",
                Map.of("errors", errors));
    }

    public static HttpProblem invalidParameter(String name, String detail) {
        return of(
                400,
                "invalid-parameter",
                "A parameter is not valid",
                "The parameter " + name + " is not accepted: " + detail,
                Map.of("errors", List.of(new FieldError(name, "unknown-value", detail))));
    }

    /// A failure on our side or a neighbour's. Never a milder answer: the caller is told to come back.
    public static HttpProblem unavailable(String detail, Duration retryAfter) {
        return unavailable(detail, retryAfter, Map.of());
    }

    public static HttpProblem unavailable(String detail, Duration retryAfter, Map<String, Object> extensions) {
        return builder(503, "unavailable", "Not available now", detail, extensions)
                .withHeader("Retry-After", retryAfter.toSeconds())
                .build();
    }

    /// Nobody we know. Somebody in need must not be left standing at a login.
    public static HttpProblem unauthenticated() {
        return builder(
                        401,
                        "unauthenticated",
                        "A valid token is needed",
                        "There is no token, or it is not valid here. If this may be an emergency, do not wait for a"
                                + " login: call your local emergency number.",
                        Map.of())
                .withHeader("WWW-Authenticate", "Bearer")
                .build();
    }

    /// Who is known, but may not. Says what the token lacks, never what is behind the door.
    public static HttpProblem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail, Map.of());
    }

    /// A refusal that will pass.
    public static HttpProblem retryable(int status, String slug, String title, String detail, Duration retryAfter) {
        return builder(status, slug, title, detail, Map.of())
                .withHeader("Retry-After", retryAfter.toSeconds())
                .build();
    }

    public static HttpProblem of(int status, String slug, String title, String detail, Map<String, Object> extensions) {
        return builder(status, slug, title, detail, extensions).build();
    }

    private static HttpProblem.Builder builder(
            int status, String slug, String title, String detail, Map<String, Object> extensions) {
        var builder = HttpProblem.builder()
                .withType(URI.create(TYPE + slug))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
        extensions.forEach(builder::with);
        var trace = TraceIds.current();
        return trace.isEmpty() ? builder : builder.with(TraceIds.NAME, trace);
    }
}
