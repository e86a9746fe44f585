package org.scapula.catalog.editing;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.Problems;

/// Which exercise an address means: by its id, or by its slug.
record Wanted(UUID id, String slug) {

    private static final String UUID_PATTERN = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final UUID NONE = new UUID(0, 0);

    static Wanted of(String idOrSlug) {
        if (idOrSlug.matches(UUID_PATTERN)) {
            return new Wanted(UUID.fromString(idOrSlug), "");
        }
        if (Paging.isSlug(idOrSlug)) {
            return new Wanted(NONE, idOrSlug);
        }
        throw notFound();
    }

    static Wanted bySlug(String slug) {
        return new Wanted(NONE, slug);
    }

    static RuntimeException notFound() {
        return Problems.notFound("The catalogue has no exercise with this id or slug.");
    }

    Map<String, Object> parameters() {
        return new HashMap<>(Map.of("id", id, "slug", slug));
    }
}
