package org.scapula.catalog.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Lays the words of another language over English ones, and remembers what could not be laid over.
final class Overlay {

    private final List<String> untranslated = new ArrayList<>();

    String one(String field, String english, Optional<String> other) {
        if (english.isBlank()) {
            return english;
        }
        return other.filter(text -> !text.isBlank()).orElseGet(() -> keep(field, english));
    }

    Optional<String> maybe(String field, Optional<String> english, Optional<String> other) {
        return english.map(text -> one(field, text, other));
    }

    /// All of a list or none of it: a half-translated hand-out reads worse than an English one.
    List<String> all(String field, List<String> english, List<String> other) {
        return each(field, english, other, (_, text) -> text);
    }

    <T> List<T> each(String field, List<T> english, List<String> other, BiFunction<T, String, T> saying) {
        if (english.size() != other.size()) {
            return keep(field, english);
        }
        return IntStream.range(0, english.size())
                .mapToObj(place -> saying.apply(english.get(place), other.get(place)))
                .toList();
    }

    <T> InLanguage<T> of(T entry) {
        return new InLanguage<>(entry, untranslated);
    }

    <T> T keep(String field, T english) {
        untranslated.add(field);
        return english;
    }
}
