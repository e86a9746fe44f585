package org.scapula.catalog.query;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scapula.edge.Problems;

/// Reads a parameter that may repeat and whose values are a closed list.
public final class Choices {

    private Choices() {}

    public static <E extends Enum<E>> Set<E> of(String name, List<String> wanted, Class<E> type) {
        return wanted.stream().map(value -> choice(name, value, type)).collect(Collectors.toUnmodifiableSet());
    }

    private static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Problems.invalidParameter(name, "must be one of " + all(type)));
    }

    private static String all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
