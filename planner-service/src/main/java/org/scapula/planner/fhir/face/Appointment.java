package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.scapula.planner.fhir.face.Datatypes.CodeableConcept;
import org.scapula.planner.fhir.face.Datatypes.Identifier;
import org.scapula.planner.fhir.face.Datatypes.Narrative;
import org.scapula.planner.fhir.face.Datatypes.Reference;

/// A visit as FHIR R4 says it (hl7.org/fhir/R4/appointment.html): the fields of it that we fill.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Appointment(
        String resourceType,
        String id,
        String language,
        Narrative text,
        List<Identifier> identifier,
        String status,
        List<CodeableConcept> serviceType,
        CodeableConcept appointmentType,
        String start,
        String end,
        Optional<Integer> minutesDuration,
        String created,
        List<Reference> basedOn,
        List<Participant> participant) {

    record Participant(Reference actor, String required, String status) {}
}
