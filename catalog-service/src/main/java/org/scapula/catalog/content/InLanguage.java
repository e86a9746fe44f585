package org.scapula.catalog.content;

import java.util.List;

/// An entry in a language, and the fields that stayed English because nobody has translated them.
public record InLanguage<T>(T entry, List<String> untranslated) {

    public InLanguage {
        untranslated = List.copyOf(untranslated);
    }
}
