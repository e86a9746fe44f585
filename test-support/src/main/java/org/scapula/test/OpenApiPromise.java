package org.scapula.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The committed openapi.yaml is the promise: the service serves exactly that, and what it says is complete and true.
///
/// After a wanted change, `./test --accept-openapi` writes the files anew; the review sees the difference.
public final class OpenApiPromise {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final JsonNode document;

    private OpenApiPromise(JsonNode document) {
        this.document = document;
    }

    public static void isKept(Path committed, String served) {
        isKept(committed, served, Boolean.getBoolean("scapula.openapi.accept"));
    }

    static void isKept(Path committed, String served, boolean accepted) {
        try {
            if (served.lines().noneMatch(line -> line.startsWith("openapi:"))) {
                throw new AssertionError("This is no OpenAPI document, so there is nothing to compare or to accept");
            }
            if (accepted) {
                Files.writeString(committed, served);
            }
            if (!Files.exists(committed) || !Files.readString(committed).equals(served)) {
                throw new AssertionError("The service does not serve what " + committed.getFileName()
                        + " promises. If the change is wanted: ./test --accept-openapi, then review the difference.");
            }
            var complaints = new OpenApiPromise(YAML.readTree(served)).complaints();
            if (!complaints.isEmpty()) {
                throw new AssertionError(String.join("\n", complaints));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What is missing or untrue in a document, a sentence each.
    static List<String> complaintsAbout(String yaml) {
        try {
            return new OpenApiPromise(YAML.readTree(yaml)).complaints();
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private List<String> complaints() {
        return Stream.of(operations("paths").flatMap(this::complaintsAboutOperation), sharedIds(), schemas())
                .flatMap(complaints -> complaints)
                .toList();
    }

    private Stream<Map.Entry<String, JsonNode>> operations(String section) {
        return document.path(section).properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> method.getKey().matches("get|post|put|patch|delete"))
                        .map(method -> Map.entry(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    private Stream<String> complaintsAboutOperation(Map.Entry<String, JsonNode> operation) {
        var complaints = new ArrayList<String>();
        var name = operation.getKey();
        // Generated clients name what can be asked by it, and by the path where it is missing.
        if (!operation.getValue().path("operationId").asText().matches("[a-z][A-Za-z0-9]*")) {
            complaints.add(name + " has no operationId in camel case");
        }
        if (operation.getValue().path("summary").asText().isBlank()) {
            complaints.add(name + " has no summary");
        }
        if (operation.getValue().path("tags").isEmpty()) {
            complaints.add(name + " has no tag");
        }
        var first = operation.getValue().path("responses").fieldNames();
        if (first.hasNext() && !first.next().startsWith("2")) {
            complaints.add(name + " names a refusal before its answer: generated clients ask for the first form");
        }
        // Otherwise a generated client sends no token, and hears what everybody hears, or nothing.
        if (operation.getValue().at("/responses/401/description").asText().contains("token")
                && operation.getValue().path("security").isEmpty()) {
            complaints.add(name + " refuses tokens (401) and does not say in security that it takes them");
        }
        operation.getValue().at("/requestBody/content").properties().forEach(form -> {
            if (form.getKey().equals("application/x-www-form-urlencoded")
                    && form.getValue().at("/schema/properties").isEmpty()) {
                complaints.add(name + " takes a form and does not name its fields");
            }
        });
        operation.getValue().path("responses").properties().forEach(response -> {
            if (response.getKey().matches("[45]\\d\\d")) {
                complaintsAboutRefusal(name + " " + response.getKey(), response.getValue(), complaints);
            } else {
                complaintsAboutAnswer(name + " " + response.getKey(), response.getValue(), complaints);
            }
        });
        return complaints.stream();
    }

    /// An id is nobody else's in the whole document; operations that are told, not asked, have one, too.
    private Stream<String> sharedIds() {
        return Stream.of("paths", "webhooks")
                .flatMap(this::operations)
                .filter(operation -> operation.getValue().hasNonNull("operationId"))
                .collect(Collectors.groupingBy(
                        operation -> operation.getValue().path("operationId").asText(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .filter(named -> named.getValue().contains(", "))
                .map(named -> "The operationId " + named.getKey() + " names " + named.getValue());
    }

    private static void complaintsAboutAnswer(String name, JsonNode response, List<String> complaints) {
        if (response.path("description").asText().isBlank()) {
            complaints.add(name + " has no description");
        }
        response.path("content").properties().forEach(form -> {
            if (form.getKey().endsWith("json") && form.getValue().path("schema").isEmpty()) {
                complaints.add(name + " answers with " + form.getKey() + " and does not say what it looks like");
            }
        });
    }

    private static void complaintsAboutRefusal(String name, JsonNode response, List<String> complaints) {
        var form = name.matches("[a-z]+ /fhir/.*") ? "application/fhir+json" : "application/problem+json";
        if (response.path("content").path(form).path("schema").isMissingNode()) {
            complaints.add(name + " is not described as " + form);
        }
        if (!response.path("description").asText().contains("`")) {
            complaints.add(name + " does not name its problem type in `…`");
        }
    }

    private Stream<String> schemas() {
        return document.path("components").path("schemas").properties().stream().flatMap(this::complaintsAboutSchema);
    }

    private Stream<String> complaintsAboutSchema(Map.Entry<String, JsonNode> schema) {
        var examples = Stream.concat(
                        Stream.of(schema.getValue().path("example")).filter(example -> !example.isMissingNode()),
                        schema.getValue().path("examples").valueStream())
                .toList();
        return examples.isEmpty()
                ? Stream.of("Schema " + schema.getKey() + " has no example")
                : examples.stream()
                        .flatMap(example -> faults(schema.getKey(), example))
                        .map(fault -> "The example of schema " + schema.getKey() + " is not valid: " + fault);
    }

    private Stream<String> faults(String schema, JsonNode example) {
        var root = YAML.createObjectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", document.path("components"));
        var validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        root,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        return validator.validate(example).stream().map(Object::toString);
    }
}
