package org.scapula.catalog.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.scapula.edge.Problems;

/// What a question to the catalogue brought, and of which edition it is: rows of version and document, the document of
/// the only row absent where nothing was found.
public record Found<V>(String version, List<V> views) {

    private static final Duration START_TAKES = Duration.ofSeconds(5);

    public static <V> Found<V> in(List<Object[]> rows, Class<V> type, ObjectMapper json) {
        var version = rows.stream()
                .map(row -> String.valueOf(row[0]))
                .findFirst()
                .orElseThrow(() -> Problems.unavailable("The catalogue is not stocked yet.", START_TAKES));
        return new Found<>(
                version,
                rows.stream()
                        .filter(row -> row[1] != null)
                        .map(row -> view(String.valueOf(row[1]), type, json))
                        .toList());
    }

    public V only(String what) {
        return views.stream()
                .findFirst()
                .orElseThrow(() -> Problems.notFound(
                        "Edition " + version + " of the catalogue has no " + what + " with this id or slug."));
    }

    private static <V> V view(String document, Class<V> type, ObjectMapper json) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What is stored is not readable as " + type.getSimpleName(), broken);
        }
    }
}
