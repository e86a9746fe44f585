package org.scapula.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a service promises about who may do what: `access.csv`, a row for every operation of its `openapi.yaml`.
record AccessTable(String service, Map<String, Map<String, Integer>> rows) {

    static final List<String> COLUMNS = List.of(
            "operation",
            "anonymous",
            "bad-token",
            "patient",
            "clinician",
            "editor",
            "integrator",
            "admin",
            "other-clinic",
            "other-patient");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static AccessTable of(Path root, String service) throws IOException {
        var lines = Files.readAllLines(root.resolve(service).resolve("access.csv")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        if (!List.of(lines.getFirst().split(",")).equals(COLUMNS)) {
            throw new IllegalStateException(service + "/access.csv does not begin with " + String.join(",", COLUMNS));
        }
        var rows = new LinkedHashMap<String, Map<String, Integer>>();
        for (var line : lines.subList(1, lines.size())) {
            var fields = line.split(",", -1);
            if (fields.length != COLUMNS.size() || rows.put(fields[0].strip(), statuses(fields)) != null) {
                throw new IllegalStateException(service + "/access.csv: cut short, too long or there twice: " + line);
            }
        }
        return new AccessTable(service, rows);
    }

    /// `GET /plans/{id}` and so on, as the committed contract names them.
    static List<String> operations(Path root, String service) throws IOException {
        var operations = new ArrayList<String>();
        var paths = YAML.readTree(root.resolve(service).resolve("openapi.yaml").toFile())
                .path("paths");
        for (var path : paths.properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    int expected(String operation, String column) {
        var row = Objects.requireNonNull(rows.get(operation), service + "/access.csv has no row for " + operation);
        return Objects.requireNonNull(row.get(column), column);
    }

    private static Map<String, Integer> statuses(String[] fields) {
        var statuses = new LinkedHashMap<String, Integer>();
        for (var column = 1; column < fields.length; column++) {
            statuses.put(COLUMNS.get(column), Integer.valueOf(fields[column].strip()));
        }
        return statuses;
    }
}
