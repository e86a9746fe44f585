package org.scapula.edge;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Lists that are read page by page: `limit`, `cursor`, and where the next page is.
public final class Pages {

    private static final Pattern A_UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern A_NUMBER = Pattern.compile("\\d{1,18}");

    private Pages() {}

    public static int limit(Optional<Integer> given, int usual, int most) {
        int limit = given.orElse(usual);
        if (limit < 1 || limit > most) {
            throw Problems.invalidParameter("limit", "must be a whole number from 1 to " + most);
        }
        return limit;
    }

    public static UUID id(String cursor) {
        return UUID.fromString(ours(cursor, A_UUID));
    }

    public static long number(String cursor) {
        return Long.parseLong(ours(cursor, A_NUMBER));
    }

    /// A page that says in its header, too, where the next one is (RFC 8288); relative, because a proxy may know us by
    /// another name.
    public static Response linked(Object page, Optional<String> next, UriInfo uri) {
        var response = Response.ok(page);
        next.map(cursor -> uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", cursor)
                        .build())
                .ifPresent(address -> response.header(
                        HttpHeaders.LINK,
                        "<" + address.getRawPath() + "?" + address.getRawQuery() + ">; rel=\"next\""));
        return response.build();
    }

    private static String ours(String cursor, Pattern form) {
        if (!form.matcher(cursor).matches()) {
            throw Problems.invalidParameter("cursor", "is not a cursor of this list; begin without one");
        }
        return cursor;
    }
}
