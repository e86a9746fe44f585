package org.scapula.catalog.search;

/// How well an exercise matches, best first.
public enum Tier {
    /// A name or alias is exactly what was typed.
    WHOLE_NAME,
    /// All words stand in names and aliases.
    NAME_WORDS,
    /// In other forms: "stretches" for "stretch".
    NAME_FORMS,
    /// As parts of longer words: "door" for "doorway".
    NAME_PARTS,
    /// With typing errors corrected, the whole name.
    CORRECTED_NAME,
    /// With typing errors corrected, the words of names and aliases.
    CORRECTED_WORDS,
    /// All words stand somewhere: among muscles, in the steps.
    ANYWHERE,
    CORRECTED_ANYWHERE,
    /// Nothing has all the words; this has some of them.
    SOME_WORDS
}
