package org.scapula.catalog.reader;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scapula.catalog.content.Language;

/// Chooses the language that a reader wants most among those that are there (RFC 4647, lookup; RFC 9110, weights).
final class Languages {

    /// A header nobody writes by hand; what is longer is not worth reading.
    private static final int LONGEST = 500;

    private final List<Language> known;

    /// The first stands in where none is wanted.
    Languages(List<Language> known) {
        this.known = List.copyOf(known);
    }

    Language wantedBy(@Nullable String acceptLanguage) {
        return ranges(acceptLanguage).stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> best(range, acceptLanguage).stream())
                .findFirst()
                .orElseGet(known::getFirst);
    }

    private Optional<Language> best(Locale.LanguageRange range, @Nullable String acceptLanguage) {
        if (range.getRange().equals("*")) {
            return known.stream()
                    .filter(language -> !isRefused(language, acceptLanguage))
                    .findFirst();
        }
        var tags = known.stream().map(Language::tag).toList();
        return Optional.ofNullable(Locale.lookupTag(List.of(range), tags))
                .flatMap(tag -> known.stream()
                        .filter(language -> language.tag().equalsIgnoreCase(tag))
                        .findFirst());
    }

    private static boolean isRefused(Language language, @Nullable String acceptLanguage) {
        return ranges(acceptLanguage).stream()
                .anyMatch(range -> range.getWeight() == 0 && range.getRange().equalsIgnoreCase(language.tag()));
    }

    /// A header that cannot be understood says nothing (RFC 9110, 12.4.1: it may be disregarded).
    private static List<Locale.LanguageRange> ranges(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight)
                            .reversed())
                    .toList();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
