package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.edge.FieldError;

/// What an exercise written by a clinic may look like, as the records of the content say it. A draft may lack fields;
/// it
/// never has one that nobody knows, or one of another kind. Everything that is wrong is told at once, with its place.
final class Shape {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");

    private final List<FieldError> errors = new ArrayList<>();
    private final boolean complete;

    private Shape(boolean complete) {
        this.complete = complete;
    }

    /// What no draft may be.
    static List<FieldError> faultsIn(JsonNode document) {
        return new Shape(false).errorsIn(document);
    }

    /// The same, and what is still missing.
    static List<FieldError> faultsAndGapsIn(JsonNode document) {
        return new Shape(true).errorsIn(document);
    }

    /// The same document with its fields in the order in which people know them.
    static ObjectNode inOrder(JsonNode document) {
        return (ObjectNode) ordered(document, ExerciseEntry.class);
    }

    /// The same document with something harmless wherever something is missing, so that the rest can be judged.
    static ObjectNode filled(JsonNode document) {
        return filledRecord(document, ExerciseEntry.class);
    }

    private List<FieldError> errorsIn(JsonNode document) {
        check(document, ExerciseEntry.class, "");
        return List.copyOf(errors);
    }

    private void check(JsonNode node, Type type, String pointer) {
        switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == Optional.class -> check(node, generic.getActualTypeArguments()[0], pointer);
            case ParameterizedType generic
            when generic.getRawType() == List.class -> checkList(node, generic.getActualTypeArguments()[0], pointer);
            case ParameterizedType generic -> checkLanguages(node, generic.getActualTypeArguments()[1], pointer);
            case Class<?> record when record.isRecord() -> checkRecord(node, record, pointer);
            case Class<?> choice when choice.isEnum() -> checkChoice(node, choice, pointer);
            case Class<?> simple -> checkSimple(node, simple, pointer);
            default -> throw new IllegalStateException("No rule for " + type);
        }
    }

    private void checkRecord(JsonNode node, Class<?> type, String pointer) {
        if (!node.isObject()) {
            complain(pointer, "wrong-type", "must be an object");
            return;
        }
        var fields = fields(type);
        node.properties().forEach(given -> {
            var field = fields.get(given.getKey());
            var place = pointer + "/" + escaped(given.getKey());
            if (field == null) {
                complain(
                        place,
                        "unknown-field",
                        "is not a field here; known are " + String.join(", ", fields.sequencedKeySet()));
            } else {
                check(given.getValue(), field.getGenericType(), place);
            }
        });
        if (complete) {
            fields.forEach((name, field) -> {
                if (isRequired(field) && !node.has(name)) {
                    complain(pointer + "/" + name, "required", "must be given");
                }
            });
        }
    }

    private void checkList(JsonNode node, Type element, String pointer) {
        if (!node.isArray()) {
            complain(pointer, "wrong-type", "must be a list");
            return;
        }
        for (var place = 0; place < node.size(); place++) {
            check(node.path(place), element, pointer + "/" + place);
        }
    }

    private void checkLanguages(JsonNode node, Type words, String pointer) {
        if (!node.isObject()) {
            complain(pointer, "wrong-type", "must be an object");
            return;
        }
        node.properties().forEach(given -> {
            var place = pointer + "/" + escaped(given.getKey());
            if (!LANGUAGE.matcher(given.getKey()).matches() || given.getKey().equals("en")) {
                complain(
                        place,
                        "unknown-field",
                        "must be the tag of a language, such as de or pt-BR; English stands outside");
            } else {
                check(given.getValue(), words, place);
            }
        });
    }

    private void checkChoice(JsonNode node, Class<?> type, String pointer) {
        var constants =
                Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
        if (!node.isTextual() || !constants.contains(node.textValue())) {
            complain(pointer, "unknown-value", "must be one of " + String.join(", ", constants));
        }
    }

    private void checkSimple(JsonNode node, Class<?> type, String pointer) {
        if (type == String.class) {
            checkText(node, pointer);
        } else if (type == boolean.class) {
            complainUnless(node.isBoolean(), pointer, "must be true or false");
        } else if (type == int.class || type == Integer.class) {
            complainUnless(node.isIntegralNumber() && node.canConvertToInt(), pointer, "must be a whole number");
        } else {
            throw new IllegalStateException("No rule for " + type);
        }
    }

    /// What cannot be stored or shown as it was sent would come back as something else.
    private void checkText(JsonNode node, String pointer) {
        if (!node.isTextual()) {
            complain(pointer, "wrong-type", "must be a text");
        } else if (node.textValue()
                .codePoints()
                .anyMatch(sign -> Character.isISOControl(sign) || Character.getType(sign) == Character.SURROGATE)) {
            complain(pointer, "malformed", "must not contain control characters, line breaks or halves of a character");
        }
    }

    private void complainUnless(boolean holds, String pointer, String detail) {
        if (!holds) {
            complain(pointer, "wrong-type", detail);
        }
    }

    private void complain(String pointer, String code, String detail) {
        errors.add(new FieldError(pointer, code, detail));
    }

    private static JsonNode ordered(JsonNode node, Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == Optional.class -> ordered(node, generic.getActualTypeArguments()[0]);
            case ParameterizedType generic
            when generic.getRawType() == List.class -> orderedList(node, generic.getActualTypeArguments()[0]);
            case ParameterizedType generic -> orderedLanguages(node, generic.getActualTypeArguments()[1]);
            case Class<?> record when record.isRecord() -> orderedRecord(node, record);
            default -> node;
        };
    }

    private static ObjectNode orderedRecord(JsonNode node, Class<?> type) {
        var ordered = JsonNodeFactory.instance.objectNode();
        fields(type).forEach((name, field) -> {
            if (node.has(name)) {
                ordered.set(name, ordered(node.path(name), field.getGenericType()));
            }
        });
        return ordered;
    }

    private static ArrayNode orderedList(JsonNode node, Type element) {
        var ordered = JsonNodeFactory.instance.arrayNode();
        node.forEach(part -> ordered.add(ordered(part, element)));
        return ordered;
    }

    private static ObjectNode orderedLanguages(JsonNode node, Type words) {
        var ordered = JsonNodeFactory.instance.objectNode();
        node.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(given -> ordered.set(given.getKey(), ordered(given.getValue(), words)));
        return ordered;
    }

    private static JsonNode filled(JsonNode node, Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == Optional.class -> filled(node, generic.getActualTypeArguments()[0]);
            case ParameterizedType generic
            when generic.getRawType() == List.class -> filledList(node, generic.getActualTypeArguments()[0]);
            case Class<?> record when record.isRecord() -> filledRecord(node, record);
            default -> node;
        };
    }

    private static ObjectNode filledRecord(JsonNode node, Class<?> type) {
        var filled = JsonNodeFactory.instance.objectNode();
        fields(type).forEach((name, field) -> {
            if (node.has(name)) {
                filled.set(name, filled(node.path(name), field.getGenericType()));
            } else if (isRequired(field)) {
                filled.set(name, nothing(field.getType()));
            }
        });
        return filled;
    }

    private static ArrayNode filledList(JsonNode node, Type element) {
        var filled = JsonNodeFactory.instance.arrayNode();
        node.forEach(part -> filled.add(filled(part, element)));
        return filled;
    }

    private static JsonNode nothing(Class<?> type) {
        var json = JsonNodeFactory.instance;
        if (type.isEnum()) {
            return json.textNode(String.valueOf(type.getEnumConstants()[0]));
        }
        if (type == boolean.class) {
            return json.booleanNode(false);
        }
        if (type == int.class) {
            return json.numberNode(0);
        }
        if (type.isRecord()) {
            return filledRecord(json.objectNode(), type);
        }
        return type == String.class ? json.textNode("") : json.arrayNode();
    }

    private static SequencedMap<String, RecordComponent> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(
                        RecordComponent::getName, field -> field, (field, _) -> field, LinkedHashMap::new));
    }

    private static boolean isRequired(RecordComponent field) {
        return field.getType() != Optional.class && !mayBeMissing(field);
    }

    /// Jackson reads what is missing as empty where the record says so.
    private static boolean mayBeMissing(RecordComponent field) {
        var setter = field.getAccessor().getAnnotation(JsonSetter.class);
        return setter != null && setter.nulls() == Nulls.AS_EMPTY;
    }

    private static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
