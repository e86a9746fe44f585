package org.scapula.catalog.search;

/// A word of the catalogue that may be meant by one that was typed.
///
/// @param asking which of the words that were looked up, from 0
/// @param place  where it stands at best: 1 in a name, 2 among labels, 3 in the text
record Meaning(int asking, How how, String language, String word, int place) {

    private static final int NAME = 1;
    private static final int LABEL = 2;

    enum How {
        /// It says nothing ("the"), and is not searched for.
        STOP,
        WORD,
        FORM,
        PART,
        LIKE
    }

    /// As the database keeps it.
    String lexeme() {
        return language + ":" + word;
    }

    /// "Row" is part of "narrow", too: what has it in a sentence only is not meant.
    boolean isTextOnly() {
        return place > LABEL;
    }

    boolean isNamed() {
        return place == NAME;
    }
}
