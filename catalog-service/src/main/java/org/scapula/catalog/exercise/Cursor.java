package org.scapula.catalog.exercise;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.Etags;

/// Where a page ended: the place of its last exercise in the order of the search. Holds for that search only.
record Cursor(int pass, int score, int nameLength, String slug) {

    private static final Pattern SHAPE =
            Pattern.compile("([0-9a-f]{12})\\.(\\d{1,3})\\.(\\d{1,9})\\.(\\d{1,5})\\.(.+)");
    private static final int BINDING = 12;

    static Optional<Cursor> in(Optional<String> sent, String search) {
        return sent.map(text -> read(text, search));
    }

    String bound(String search) {
        var text = String.join(
                ".", binding(search), String.valueOf(pass), String.valueOf(score), String.valueOf(nameLength), slug);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Cursor read(String sent, String search) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(sent), StandardCharsets.US_ASCII);
            var parts = SHAPE.matcher(text);
            if (parts.matches() && parts.group(1).equals(binding(search)) && Paging.isSlug(parts.group(5))) {
                var cursor = new Cursor(
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)),
                        Integer.parseInt(parts.group(4)),
                        parts.group(5));
                if (cursor.bound(search).equals(sent)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw Paging.foreignCursor();
        }
        throw Paging.foreignCursor();
    }

    private static String binding(String search) {
        return Etags.of("cursor", search).substring(0, BINDING);
    }
}
