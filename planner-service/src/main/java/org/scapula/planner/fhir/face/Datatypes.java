package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The types of FHIR R4 that resources are built of (hl7.org/fhir/R4/datatypes.html): the fields of them that we fill.
final class Datatypes {

    /// The clinic's own reference of a patient: the only name that Scapula knows a person by.
    static final String PATIENTS = "urn:scapula:patient-reference";

    private Datatypes() {}

    /// A meaning in words, always, and in the codes of others where one is known for certain.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record CodeableConcept(List<Coding> coding, String text) {

        static CodeableConcept of(String text) {
            return new CodeableConcept(List.of(), text);
        }

        static CodeableConcept of(Coding coding, String text) {
            return new CodeableConcept(List.of(coding), text);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Coding(String system, String code, Optional<String> display) {

        static Coding of(String system, String code) {
            return new Coding(system, code, Optional.empty());
        }
    }

    record Identifier(String system, String value) {}

    /// To a resource of this face by its address, or to something elsewhere by its identifier.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Reference(
            Optional<String> reference,
            Optional<String> type,
            Optional<Identifier> identifier,
            Optional<String> display) {

        /// The person is in the clinic's own system; this face has no Patient.
        static Reference toPatient(String reference) {
            return new Reference(
                    Optional.empty(),
                    Optional.of("Patient"),
                    Optional.of(new Identifier(PATIENTS, reference)),
                    Optional.empty());
        }

        static Reference to(String type, Object id) {
            return new Reference(Optional.of(type + "/" + id), Optional.of(type), Optional.empty(), Optional.empty());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Period(Optional<String> start, Optional<String> end) {

        static Period of(Object start, Object end) {
            return new Period(Optional.of(start.toString()), Optional.of(end.toString()));
        }
    }

    record Annotation(String text) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Extension(
            String url, Optional<String> valueCode, Optional<Integer> valueInteger, Optional<BigDecimal> valueDecimal) {

        static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

        /// What is not known is said to be so, and is no answer.
        static Extension unknown() {
            return new Extension(
                    CORE + "data-absent-reason", Optional.of("unknown"), Optional.empty(), Optional.empty());
        }
    }

    record Narrative(String status, String div) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Timing(Repeat repeat) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Repeat(
            Optional<Period> boundsPeriod,
            Optional<Integer> frequency,
            Optional<Integer> period,
            Optional<Integer> periodMax,
            Optional<String> periodUnit,
            List<String> dayOfWeek) {}
}
