package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.scapula.planner.fhir.face.Datatypes.Coding;
import org.scapula.planner.fhir.face.Datatypes.Extension;
import org.scapula.planner.fhir.face.Datatypes.Narrative;

/// What triage asks as FHIR R4 says it (hl7.org/fhir/R4/questionnaire.html): the fields of it that we fill.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Questionnaire(
        String resourceType,
        String id,
        String language,
        Narrative text,
        String url,
        String version,
        String name,
        String title,
        String status,
        boolean experimental,
        List<String> subjectType,
        String publisher,
        String description,
        List<Item> item) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(
            List<Extension> extension, String linkId, List<Coding> code, String text, String type, List<Item> item) {

        static Item shown(String linkId, String text) {
            return new Item(List.of(), linkId, List.of(), text, "display", List.of());
        }
    }
}
