package org.scapula.catalog.query;

import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.scapula.edge.Problems;

/// Which part of a list is wanted: so many entries after that slug. A page never shifts when entries come or go.
public record Paging(int limit, String after) {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    /// Longer than any slug; what no cursor and no address of ours can be is not asked of the database.
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,80}");

    public static Paging of(UriInfo uri) {
        return new Paging(limit(given(uri, "limit")), after(given(uri, "cursor")));
    }

    public static int limitOf(UriInfo uri) {
        return limit(given(uri, "limit"));
    }

    public static Optional<String> cursorOf(UriInfo uri) {
        return given(uri, "cursor").stream().findFirst();
    }

    public static RuntimeException foreignCursor() {
        return notOurs();
    }

    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /// Opaque on purpose: callers hand it back, and we may change what is in it.
    public static String cursorAfter(String slug) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(slug.getBytes(StandardCharsets.US_ASCII));
    }

    /// Where the next page is (RFC 8288), relative, because a proxy may know us by another name.
    public static String linkToNext(UriInfo uri, String cursor) {
        var next =
                uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
        return "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"";
    }

    private static List<String> given(UriInfo uri, String name) {
        var values = uri.getQueryParameters().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problems.invalidParameter(name, "must be given once");
        }
        return values;
    }

    private static int limit(List<String> given) {
        return given.stream().map(Paging::limit).findFirst().orElse(USUAL);
    }

    private static int limit(String text) {
        var limit = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw Problems.invalidParameter("limit", "must be a whole number from 1 to " + MOST);
        }
        return limit;
    }

    private static String after(List<String> given) {
        return given.stream().map(Paging::slugIn).findFirst().orElse("");
    }

    private static String slugIn(String cursor) {
        try {
            var slug = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (isSlug(slug) && cursorAfter(slug).equals(cursor)) {
                return slug;
            }
        } catch (IllegalArgumentException notBase64) {
            throw notOurs();
        }
        throw notOurs();
    }

    private static RuntimeException notOurs() {
        return Problems.invalidParameter("cursor", "is not a cursor of this list; begin without one");
    }
}
