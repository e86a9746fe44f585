package org.scapula.test;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What a consumer reads must be a part of what the provider promises: every field of the consumer's record stands in
/// the
/// provider's schema, has a type that fits, is required unless the consumer can do without, and brings no unknown
/// value.
public final class Contract {

    private final JsonNode schemas;
    private final List<String> breaches = new ArrayList<>();

    private Contract(JsonNode document) {
        this.schemas = document.path("components").path("schemas");
    }

    public static void holds(Class<? extends Record> consumed, Path openapi, String schema) {
        var breaches = breaches(consumed, openapi, schema);
        if (!breaches.isEmpty()) {
            throw new AssertionError(consumed.getSimpleName() + " reads what " + openapi + " does not promise:\n"
                    + String.join("\n", breaches));
        }
    }

    static List<String> breaches(Class<? extends Record> consumed, Path openapi, String schema) {
        try {
            var contract = new Contract(new YAMLMapper().readTree(openapi.toFile()));
            contract.compareObject(consumed, contract.schemas.path(schema), schema);
            return contract.breaches;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void compareObject(Class<?> consumed, JsonNode schema, String where) {
        var promised = resolve(schema);
        if (promised.isMissingNode()) {
            breaches.add(where + " is not in the document");
            return;
        }
        var required = StreamSupport.stream(promised.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        for (var component : consumed.getRecordComponents()) {
            compareField(component, promised.path("properties"), required, where);
        }
    }

    private void compareField(RecordComponent component, JsonNode properties, Set<String> required, String where) {
        var name = jsonName(component);
        var place = where + "." + name;
        var property = properties.path(name);
        if (property.isMissingNode()) {
            breaches.add(place + " is not promised");
            return;
        }
        if (!required.contains(name) && !canBeAbsent(component)) {
            breaches.add(place + " may be absent, but the consumer needs it");
        }
        compareType(component.getAnnotatedType(), property, place);
    }

    private void compareType(AnnotatedType type, JsonNode property, String place) {
        var raw = raw(type);
        if (Optional.class.isAssignableFrom(raw)) {
            compareType(argument(type, 0), property, place);
            return;
        }
        var promised = resolve(property);
        if (!types(promised).contains(expectedType(raw))) {
            breaches.add(place + " is promised as " + types(promised) + ", read as " + raw.getSimpleName());
        } else if (Collection.class.isAssignableFrom(raw)) {
            compareType(argument(type, 0), promised.path("items"), place + "[]");
        } else if (raw.isRecord()) {
            compareObject(raw, promised, place);
        } else if (raw.isEnum()) {
            compareValues(raw, promised, place);
        }
    }

    private void compareValues(Class<?> raw, JsonNode promised, String place) {
        var known = Arrays.stream(raw.getEnumConstants()).map(String::valueOf).collect(Collectors.toSet());
        for (var value : promised.path("enum")) {
            if (!known.contains(value.asText())) {
                breaches.add(place + " may be " + value.asText() + ", which the consumer does not know");
            }
        }
        if (promised.path("enum").isEmpty()) {
            breaches.add(place + " is an open text, read as an enum");
        }
    }

    private JsonNode resolve(JsonNode schema) {
        var ref = schema.path("$ref").asText();
        if (!ref.isEmpty()) {
            return resolve(schemas.path(ref.substring(ref.lastIndexOf('/') + 1)));
        }
        for (var alternatives : List.of("anyOf", "oneOf", "allOf")) {
            for (var alternative : schema.path(alternatives)) {
                if (!alternative.path("type").asText().equals("null")) {
                    return resolve(alternative);
                }
            }
        }
        return schema;
    }

    private static Set<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet())
                : Set.of(type.asText());
    }

    private static String expectedType(Class<?> raw) {
        if (raw == boolean.class || raw == Boolean.class) {
            return "boolean";
        }
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return "integer";
        }
        if (raw == double.class || raw == Double.class || raw == BigDecimal.class) {
            return "number";
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return "array";
        }
        if (raw == String.class
                || raw.isEnum()
                || List.of(UUID.class, Instant.class, LocalDate.class).contains(raw)) {
            return "string";
        }
        if (raw.isRecord() || Map.class.isAssignableFrom(raw)) {
            return "object";
        }
        throw new IllegalArgumentException("A consumer's record does not hold a " + raw);
    }

    private static boolean canBeAbsent(RecordComponent component) {
        return Optional.class.isAssignableFrom(component.getType())
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String jsonName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    private static Class<?> raw(AnnotatedType type) {
        return switch (type.getType()) {
            case Class<?> simple -> simple;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> throw new IllegalArgumentException("A consumer's record does not hold a " + type);
        };
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }
}
