package org.scapula.catalog.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Values of FHIR's search (hl7.org/fhir/R4/search.html): commas part alternatives, a bar parts system and code,
/// and a backslash takes both for themselves.
final class SearchValues {

    private SearchValues() {}

    /// A code, and the system it is of: absent where none was named, empty where none is meant.
    record Token(Optional<String> system, String code) {

        boolean isAnyOf(String other) {
            return code.isEmpty() && system.filter(other::equals).isPresent();
        }

        boolean is(String other, String value) {
            return code.equals(value) && system.map(other::equals).orElse(true);
        }

        boolean mayBeOf(String other) {
            return system.map(other::equals).orElse(true);
        }
    }

    static List<String> alternatives(String value) {
        return parts(value, ',').stream().map(SearchValues::plain).toList();
    }

    static List<Token> tokens(String value) {
        return parts(value, ',').stream().map(SearchValues::token).toList();
    }

    private static Token token(String text) {
        var parts = parts(text, '|');
        return parts.size() == 1
                ? new Token(Optional.empty(), plain(text))
                : new Token(
                        Optional.of(plain(parts.getFirst())), plain(String.join("|", parts.subList(1, parts.size()))));
    }

    private static List<String> parts(String text, char border) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (var place = 0; place < text.length(); place++) {
            var letter = text.charAt(place);
            if (letter == border) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(letter);
                if (letter == '\\' && place + 1 < text.length()) {
                    place++;
                    part.append(text.charAt(place));
                }
            }
        }
        parts.add(part.toString());
        return List.copyOf(parts);
    }

    private static String plain(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }
}
