package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scapula.planner.fhir.face.Datatypes.Extension;
import org.scapula.planner.fhir.face.Datatypes.Narrative;
import org.scapula.planner.fhir.face.Datatypes.Reference;

/// What a person answered as FHIR R4 says it (hl7.org/fhir/R4/questionnaireresponse.html): the fields that we fill.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record QuestionnaireResponse(
        String resourceType,
        String id,
        String language,
        Narrative text,
        String questionnaire,
        String status,
        Reference subject,
        String authored,
        List<Item> item) {

    /// A question that is open has no answer, and says so.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(List<Extension> extension, String linkId, Optional<String> text, List<Answer> answer) {

        static Item open(String linkId, Optional<String> text) {
            return new Item(List.of(Extension.unknown()), linkId, text, List.of());
        }

        static Item answered(String linkId, Optional<String> text, Answer answer) {
            return new Item(List.of(), linkId, text, List.of(answer));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Answer(Optional<Boolean> valueBoolean, Optional<Integer> valueInteger, Optional<BigDecimal> valueDecimal) {

        static Answer truth(boolean value) {
            return new Answer(Optional.of(value), Optional.empty(), Optional.empty());
        }

        static Answer whole(int value) {
            return new Answer(Optional.empty(), Optional.of(value), Optional.empty());
        }

        static Answer number(BigDecimal value) {
            return new Answer(Optional.empty(), Optional.empty(), Optional.of(value));
        }
    }
}
