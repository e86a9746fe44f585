package org.scapula.edge;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        var tag = new EntityTag(etag);
        var unchanged = request.evaluatePreconditions(tag);
        var response = unchanged == null ? Response.ok(body) : unchanged;
        return response.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
