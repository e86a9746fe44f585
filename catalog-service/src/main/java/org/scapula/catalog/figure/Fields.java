package org.scapula.catalog.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// An object of a figure file, read strictly: what nobody asked for is refused, and a complaint names file and field.
final class Fields {

    private final String file;
    private final String place;
    private final ObjectNode node;
    private final Set<String> asked = new HashSet<>();

    Fields(String file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        if (!(node instanceof ObjectNode object)) {
            throw new FigureBroken(file, place, "must be an object");
        }
        this.node = object;
    }

    /// The last question to an object.
    void nothingElse() {
        node.fieldNames().forEachRemaining(key -> {
            if (!asked.contains(key)) {
                throw broken(key, "is not known here");
            }
        });
    }

    FigureBroken broken(String key, String reason) {
        return new FigureBroken(file, place + "/" + key, reason);
    }

    Optional<JsonNode> maybe(String key) {
        asked.add(key);
        var value = node.get(key);
        if (value != null && value.isNull()) {
            throw broken(key, "must not be null");
        }
        return Optional.ofNullable(value);
    }

    private <T> T given(String key, Optional<T> value) {
        return value.orElseThrow(() -> broken(key, "is missing"));
    }

    Optional<Double> maybeNumber(String key) {
        return maybe(key).map(value -> number(key, value));
    }

    double number(String key) {
        return given(key, maybeNumber(key));
    }

    double number(String key, double unlessGiven) {
        return maybeNumber(key).orElse(unlessGiven);
    }

    private double number(String key, JsonNode value) {
        if (!value.isNumber() || Math.abs(value.doubleValue()) > 1000) {
            throw broken(key, "must be a number between -1000 and 1000");
        }
        return value.doubleValue();
    }

    Optional<Integer> maybeWhole(String key) {
        return maybe(key).map(value -> whole(key, value));
    }

    private int whole(String key, JsonNode value) {
        if (!value.isInt()) {
            throw broken(key, "must be a whole number");
        }
        return value.intValue();
    }

    List<Integer> wholes(String key) {
        return list(key, value -> whole(key, value)).orElse(List.of());
    }

    /// A switch is 0 or 1.
    Optional<Boolean> maybeSwitch(String key) {
        return maybeWhole(key).map(value -> {
            if (value != 0 && value != 1) {
                throw broken(key, "must be 0 or 1");
            }
            return value == 1;
        });
    }

    /// 1 or -1.
    int sense(String key) {
        var sense = maybeWhole(key).orElse(1);
        if (Math.abs(sense) != 1) {
            throw broken(key, "must be 1 or -1");
        }
        return sense;
    }

    <T> Optional<List<T>> list(String key, Function<JsonNode, T> element) {
        return maybe(key).map(value -> {
            if (!value.isArray()) {
                throw broken(key, "must be a list");
            }
            return StreamSupport.stream(value.spliterator(), false).map(element).toList();
        });
    }

    Optional<List<Double>> maybeNumbers(String key, int count) {
        return list(key, value -> number(key, value)).map(values -> counted(key, values, count));
    }

    List<Double> numbers(String key, int count) {
        return given(key, maybeNumbers(key, count));
    }

    List<Double> numbers(String key, int count, JsonNode value) {
        if (!value.isArray()) {
            throw broken(key, "must be lists of " + count + " numbers");
        }
        return counted(
                key,
                StreamSupport.stream(value.spliterator(), false)
                        .map(each -> number(key, each))
                        .toList(),
                count);
    }

    private <T> List<T> counted(String key, List<T> values, int count) {
        if (values.size() != count) {
            throw broken(key, "must have " + count + " numbers, not " + values.size());
        }
        return values;
    }

    Optional<Vec> maybePlace(String key) {
        return maybeNumbers(key, 3).map(Fields::vec);
    }

    Vec place(String key) {
        return given(key, maybePlace(key));
    }

    static Vec vec(List<Double> numbers) {
        return new Vec(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    <E extends Enum<E>> Optional<E> maybeChoice(String key, Class<E> type, Function<E, String> name) {
        return maybe(key).map(value -> choice(key, value, type, name));
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, Function<E, String> name) {
        return given(key, maybeChoice(key, type, name));
    }

    <E extends Enum<E>> Optional<List<E>> maybeChoices(String key, Class<E> type) {
        return list(key, value -> choice(key, value, type, Fields::lowerCase));
    }

    <E extends Enum<E>> E choice(String key, JsonNode value, Class<E> type, Function<E, String> name) {
        var constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(each -> name.apply(each).equals(value.textValue()))
                .findFirst()
                .orElseThrow(() -> broken(
                        key, "must be one of " + constants.stream().map(name).collect(Collectors.joining(", "))));
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    Fields part(String key) {
        return given(key, maybePart(key));
    }

    Optional<Fields> maybePart(String key) {
        return maybe(key).map(value -> new Fields(file, place + "/" + key, value));
    }

    List<Fields> parts(String key) {
        var values = list(key, Function.identity()).orElse(List.of());
        return IntStream.range(0, values.size())
                .mapToObj(i -> new Fields(file, place + "/" + key + "/" + i, values.get(i)))
                .toList();
    }

    /// These fields, with those of another object laid over them: objects are joined one level deep.
    Fields under(Fields over) {
        var joined = node.deepCopy();
        over.node.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode above
                    && joined.get(field.getKey()) instanceof ObjectNode below) {
                below.setAll(above);
            } else {
                joined.set(field.getKey(), field.getValue());
            }
        });
        return new Fields(file, over.place, joined);
    }

    /// What both sides have in common, with what one side has of its own laid over it.
    Fields side(String both, String one) {
        var common = maybePart(both);
        var own = maybePart(one);
        return common.map(below -> own.map(below::under).orElse(below))
                .or(() -> own)
                .orElseThrow(() -> broken(both, "is missing"));
    }
}
