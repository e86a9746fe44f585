package org.scapula.catalog.query;

import java.text.Normalizer;
import java.util.Locale;

/// Text as it is searched: lower case, without accents, letters and digits only.
public final class Words {

    private Words() {}

    public static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
