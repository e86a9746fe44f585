package org.scapula.planner.fhir.face;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// A search as it came, in an address or as a form, and where its answers live.
record Asked(MultivaluedMap<String, String> parameters, MediaType form, URI base, String type) {

    static Asked inAddress(String type, Optional<String> configured, UriInfo uri, HttpHeaders headers) {
        return of(type, configured, uri.getQueryParameters(), uri, headers);
    }

    /// A form may ask exactly what an address may, and what it does not know is refused there, too.
    static Asked inForm(
            String type,
            Class<?> known,
            Optional<String> configured,
            @Nullable MultivaluedMap<String, String> sent,
            UriInfo uri,
            HttpHeaders headers) {
        // An empty form asks for everything, as an address without parameters does.
        var form = Optional.<MultivaluedMap<String, String>>ofNullable(sent).orElseGet(MultivaluedHashMap::new);
        var names = names(known);
        form.forEach((name, values) -> {
            if (!names.contains(name)) {
                throw unknown(name, names);
            }
            if (values.contains("")) {
                throw Problems.invalidParameter(name, "must not be empty");
            }
        });
        return of(type, configured, form, uri, headers);
    }

    private static Asked of(
            String type,
            Optional<String> configured,
            MultivaluedMap<String, String> parameters,
            UriInfo uri,
            HttpHeaders headers) {
        return new Asked(
                parameters,
                Formats.wanted(Optional.ofNullable(parameters.getFirst("_format")), headers),
                base(configured, uri),
                type);
    }

    static URI base(Optional<String> configured, UriInfo uri) {
        var base = configured.map(URI::create).orElseGet(() -> uri.getBaseUri().resolve("/fhir"));
        return URI.create(base.toString().replaceAll("/+$", ""));
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    Optional<String> once(String name) {
        if (all(name).size() > 1) {
            throw Problems.invalidParameter(name, "must be given once");
        }
        return all(name).stream().findFirst();
    }

    String address(String id) {
        return base + "/" + type + "/" + id;
    }

    /// The search as we understood it, from this place on.
    String search(int count, Optional<String> cursor) {
        var said = parameters.entrySet().stream()
                .filter(given -> !List.of("_count", "cursor").contains(given.getKey()))
                .flatMap(given -> given.getValue().stream().map(value -> encoded(given.getKey(), value)))
                .collect(Collectors.toList());
        said.add("_count=" + count);
        cursor.map(place -> encoded("cursor", place)).ifPresent(said::add);
        return base + "/" + type + "?" + String.join("&", said);
    }

    private static String encoded(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static SortedSet<String> names(Class<?> known) {
        return Arrays.stream(known.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(RestQuery.class))
                .map(field -> {
                    var name = field.getAnnotation(RestQuery.class).value();
                    return name.isEmpty() ? field.getName() : name;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static RuntimeException unknown(String name, SortedSet<String> names) {
        var detail = "known are " + String.join(", ", names);
        return Problems.of(
                400,
                "unknown-parameter",
                "A parameter is not known",
                "The search does not know the parameter " + name + "; " + detail + ".",
                Map.of("errors", List.of(new FieldError(name, "unknown-field", detail))));
    }
}
