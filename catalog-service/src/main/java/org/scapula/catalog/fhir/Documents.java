package org.scapula.catalog.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the face says about itself: what it can do, and what its extensions hold. Written by hand, read at start.
@ApplicationScoped
class Documents {

    private static final String ROOT = "/fhir/";

    private final String capabilities;
    private final SortedMap<String, Structure> structures = new TreeMap<>();

    /// The meaning of an extension, as it is sent.
    record Structure(String id, String url, String json) {}

    Documents(ObjectMapper json) {
        this.capabilities = read("metadata.json", json).toString();
        text("structures/list.txt").lines().forEach(id -> {
            var structure = read("structures/" + id + ".json", json);
            structures.put(id, new Structure(id, structure.path("url").asText(), structure.toString()));
        });
    }

    String capabilities() {
        return capabilities;
    }

    Optional<Structure> structure(String id) {
        return Optional.ofNullable(structures.get(id));
    }

    Collection<Structure> structures() {
        return structures.values();
    }

    private static JsonNode read(String name, ObjectMapper json) {
        try {
            return json.readTree(text(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(String name) {
        try (var file = Documents.class.getResourceAsStream(ROOT + name)) {
            if (file == null) {
                throw new FileNotFoundException(ROOT + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
