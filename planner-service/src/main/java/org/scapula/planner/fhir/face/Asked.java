package org.scapula.planner.fhir.face;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// A search as it came, in an address or as a form, and where its answers live.
record Asked(MultivaluedMap<String, String> parameters, MediaType form, URI base, String type) {

    private static final Set<Charset> CHARSETS =
            Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

    static Asked inAddress(String type, Optional<String> configured, UriInfo uri, HttpHeaders headers) {
        return of(type, configured, uri.getQueryParameters(), uri, headers);
    }

    /// A form may ask exactly what an address may, and what it does not know is refused there, too.
    static Asked inForm(
            String type,
            Class<?> known,
            Optional<String> configured,
            byte @Nullable [] sent,
            UriInfo uri,
            HttpHeaders headers) {
        // An empty form asks for everything, as an address without parameters does.
        var form = sent == null ? new MultivaluedHashMap<String, String>() : decoded(sent, headers);
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

    /// As an address is read. What cannot be read is refused, and never read in part.
    private static MultivaluedMap<String, String> decoded(byte[] sent, HttpHeaders headers) {
        var charset = Optional.ofNullable(headers.getMediaType())
                .map(type -> type.getParameters().get(MediaType.CHARSET_PARAMETER))
                .map(Asked::charset)
                .orElse(StandardCharsets.UTF_8);
        var form = new MultivaluedHashMap<String, String>();
        Stream.of(new String(sent, charset).split("&"))
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> {
                    var end = pair.indexOf('=');
                    if (end < 1) {
                        throw malformed("each parameter must have a name and a value, with = between them");
                    }
                    form.add(plain(pair.substring(0, end), charset), plain(pair.substring(end + 1), charset));
                });
        return form;
    }

    private static Charset charset(String name) {
        try {
            return Optional.of(Charset.forName(name))
                    .filter(CHARSETS::contains)
                    .orElseThrow(() -> new UnsupportedCharsetException(name));
        } catch (IllegalArgumentException unknown) {
            throw malformed("its charset must be UTF-8, ISO-8859-1 or US-ASCII");
        }
    }

    private static String plain(String encoded, Charset charset) {
        try {
            return URLDecoder.decode(encoded, charset);
        } catch (IllegalArgumentException brokenEscape) {
            throw malformed("a % must be followed by two hexadecimal digits");
        }
    }

    private static RuntimeException malformed(String why) {
        return Problems.of(
                400,
                "malformed-form",
                "The form cannot be read",
                "The form of the search cannot be read: " + why + ".",
                Map.of());
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
