package org.scapula.catalog.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.Problems;

/// Where a page ended. What has left the shelf may have a slug that something on the shelf has, too.
record Cursor(String slug, UUID id) {

    static final Cursor BEGINNING = new Cursor("", new UUID(0, 0));

    static Cursor after(Kept last) {
        return new Cursor(last.slug(), last.id());
    }

    static Cursor in(String sent) {
        return read(sent).filter(cursor -> cursor.text().equals(sent)).orElseThrow(Cursor::notOurs);
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((slug + "." + id).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Cursor> read(String sent) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(sent), StandardCharsets.US_ASCII).split("\\.", 2);
            return parts.length == 2 && Paging.isSlug(parts[0])
                    ? Canonical.uuid(parts[1]).map(id -> new Cursor(parts[0], id))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static RuntimeException notOurs() {
        return Problems.invalidParameter("cursor", "is not a cursor of this list; begin without one");
    }
}
