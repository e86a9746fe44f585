package org.scapula.catalog.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What somebody typed into the search, cut into words.
public record Asked(List<String> words) {

    /// More words than anybody types on purpose; each costs a look into the dictionary.
    public static final int MOST_WORDS = 12;

    public Asked {
        words = List.copyOf(words);
    }

    public static Asked of(String text) {
        return new Asked(wordsOf(text));
    }

    /// The same cut as the database makes (search_tokens): an apostrophe joins, everything else that is neither letter
    /// nor digit parts.
    static List<String> wordsOf(String text) {
        var plain = Normalizer.normalize(text.replaceAll("['’`´]", ""), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Without accents, as the database does it (search_fold).
    static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036f]", "")
                .replace("ß", "ss");
    }

    /// The words, and behind them each two neighbours written as one: people part what belongs together.
    List<String> lookedUp() {
        return IntStream.range(0, words.size() * 2 - 1)
                .mapToObj(place -> place < words.size()
                        ? words.get(place)
                        : words.get(place - words.size()) + words.get(place - words.size() + 1))
                .toList();
    }

    int joined(int first) {
        return words.size() + first;
    }

    String runTogether() {
        return folded(String.join("", words));
    }
}
