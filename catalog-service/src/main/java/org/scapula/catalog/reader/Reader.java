package org.scapula.catalog.reader;

import org.scapula.catalog.content.Language;

/// Who reads: whose catalogue they see, and in which language.
public record Reader(String clinic, Language language) {

    /// Whose catalogue it is that nobody has changed. No token can name this clinic.
    public static final String SHIPPED = "(shipped)";
}
