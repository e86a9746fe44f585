package org.scapula.catalog.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/// What FHIR has no place for, under an address of ours; the StructureDefinition of that address says what it may
/// hold.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Extension(
        String url,
        List<Extension> extension,
        Optional<Boolean> valueBoolean,
        Optional<String> valueCode,
        Optional<Integer> valueInteger,
        Optional<String> valueString) {

    static Extension of(String url, List<Extension> parts) {
        return new Extension(
                url, List.copyOf(parts), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Extension truth(String url, boolean value) {
        return new Extension(url, List.of(), Optional.of(value), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Extension code(String url, String value) {
        return new Extension(url, List.of(), Optional.empty(), Optional.of(value), Optional.empty(), Optional.empty());
    }

    static Extension number(String url, int value) {
        return new Extension(url, List.of(), Optional.empty(), Optional.empty(), Optional.of(value), Optional.empty());
    }

    static Extension text(String url, String value) {
        return new Extension(url, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(value));
    }

    /// FHIR knows no empty text: what says nothing is left out.
    boolean saysSomething() {
        return valueString.map(text -> !text.isBlank()).orElse(true)
                && (!extension.isEmpty()
                        || valueString.isPresent()
                        || valueBoolean.isPresent()
                        || valueCode.isPresent()
                        || valueInteger.isPresent());
    }
}
