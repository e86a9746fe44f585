package org.scapula.catalog.fhir;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;

/// Where things are, as the caller called us or as the operator says.
record Addresses(URI base, UriInfo uri) {

    static Addresses of(UriInfo uri, Optional<String> configured) {
        var base = configured.map(URI::create).orElseGet(() -> uri.getBaseUri().resolve("/fhir"));
        return new Addresses(URI.create(base.toString().replaceAll("/+$", "")), uri);
    }

    String of(String path) {
        return base + "/" + path;
    }

    /// What was asked as we understood it.
    String self(int count) {
        return search(
                count,
                uri.getQueryParameters().containsKey("cursor")
                        ? uri.getQueryParameters().get("cursor").toArray()
                        : new Object[0]);
    }

    String structures() {
        return Optional.ofNullable(uri.getRequestUri().getRawQuery())
                .map(query -> of("StructureDefinition?" + query))
                .orElse(of("StructureDefinition"));
    }

    String next(int count, String cursor) {
        return search(count, cursor);
    }

    private String search(int count, Object... cursor) {
        var asked = uri.getRequestUriBuilder()
                .replaceQueryParam("_count", count)
                .replaceQueryParam("cursor", cursor)
                .build();
        return of("ActivityDefinition?" + asked.getRawQuery());
    }
}
