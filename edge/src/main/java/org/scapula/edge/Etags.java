package org.scapula.edge;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Strong entity tags: the same tag is the same bytes.
public final class Etags {

    private Etags() {}

    /// The tag of a representation that is determined by these words, for instance a version and the query.
    public static String of(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// 304 when the caller holds this tag already, else 200 with the body, the tag, and the duty to ask again.
    public static Response answer(String etag, Request request, Object body) {
        return answering(etag, request, body).build();
    }

    /// The same, for who has more to say of the answer.
    public static Response.ResponseBuilder answering(String etag, Request request, Object body) {
        return unchanged(etag, request)
                .orElseGet(() -> Response.ok(body))
                .tag(new EntityTag(etag))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /// The answer to who holds this tag already, weakened or not: a proxy that compresses an answer weakens its
    /// tag, and whether somebody holds something is asked of the tag's words alone (RFC 9110, 13.1.2).
    public static Optional<Response.ResponseBuilder> unchanged(String etag, Request request) {
        return unchanged(new EntityTag(etag), request)
                .or(() -> Optional.ofNullable(request.evaluatePreconditions(new EntityTag(etag, true)))
                        .filter(answer -> is(Response.Status.NOT_MODIFIED, answer)));
    }

    /// The answer to who holds exactly this tag already. Who wants only what it no longer is (If-Match) is refused.
    public static Optional<Response.ResponseBuilder> unchanged(EntityTag tag, Request request) {
        var answer = Optional.ofNullable(request.evaluatePreconditions(tag));
        if (answer.filter(no -> is(Response.Status.PRECONDITION_FAILED, no)).isPresent()) {
            throw Problems.of(
                    412,
                    "stale",
                    "The resource has changed",
                    "It is not the one of If-Match any more. Read it again.",
                    Map.of());
        }
        return answer;
    }

    private static boolean is(Response.Status status, Response.ResponseBuilder answer) {
        return answer.build().getStatus() == status.getStatusCode();
    }
}
