package org.scapula.catalog.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// A meaning in words, always, and in the codes of others where one is known for certain.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record CodeableConcept(List<Coding> coding, String text) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Coding(String system, String code, String display) {}

    static CodeableConcept of(String text) {
        return new CodeableConcept(List.of(), text);
    }
}
