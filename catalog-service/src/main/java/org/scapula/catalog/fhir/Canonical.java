package org.scapula.catalog.fhir;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scapula.catalog.query.Paging;
import org.scapula.catalog.reader.Reader;

/// By which names an exercise is known. What is shipped has the same everywhere; a clinic's own has its id in it,
/// since other clinics may choose the same slug.
record Canonical(String base) {

    static final String SLUGS = "urn:scapula:exercise-slug";
    static final String URIS = "urn:ietf:rfc:3986";

    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// An exercise as its canonical address names it.
    record Named(String slug, Optional<UUID> own) {}

    String of(String clinic, String slug, UUID id) {
        return base + slug + (clinic.equals(Reader.SHIPPED) ? "" : "." + id);
    }

    Optional<Named> in(String url) {
        if (!url.startsWith(base)) {
            return Optional.empty();
        }
        var parts = url.substring(base.length()).split("\\.", 2);
        if (!Paging.isSlug(parts[0])) {
            return Optional.empty();
        }
        return parts.length == 1
                ? Optional.of(new Named(parts[0], Optional.empty()))
                : uuid(parts[1]).map(id -> new Named(parts[0], Optional.of(id)));
    }

    /// An id as it is written in answers; of any other writing there is no resource.
    static Optional<UUID> uuid(String text) {
        return UUIDS.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /// A name that programs can use: CatCow for cat-cow. Such a name begins with a letter.
    static String nameOf(String slug) {
        var name = Arrays.stream(slug.split("-+"))
                .filter(part -> !part.isEmpty())
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
        return !name.isEmpty() && Character.isLetter(name.charAt(0)) ? name : "N" + name;
    }
}
