package org.scapula.catalog.fhir;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.scapula.catalog.content.Language;

/// The few words that the face needs beside those of the catalogue. English stands in for a language that has
/// none.
record Phrases(Language language, Language english, Properties words) {

    static Phrases of(Language language, Language english) {
        var words = new Properties();
        load(Language.BASE, words);
        load(language.tag(), words);
        return new Phrases(language, english, words);
    }

    String say(String key) {
        return words.getProperty(key, key);
    }

    /// The name of a value of a closed list, such as a muscle.
    String label(String list, String value) {
        return of(language, list)
                .getOrDefault(
                        value,
                        of(english, list)
                                .getOrDefault(
                                        value, value.toLowerCase(Locale.ROOT).replace('_', ' ')));
    }

    String label(String list, Enum<?> value) {
        return label(list, value.name());
    }

    private static Map<String, String> of(Language language, String list) {
        return language.labels().getOrDefault(list, Map.of());
    }

    private static void load(String tag, Properties words) {
        try (var file = Phrases.class.getResourceAsStream("/fhir/phrases/" + tag + ".properties")) {
            if (file != null) {
                words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
