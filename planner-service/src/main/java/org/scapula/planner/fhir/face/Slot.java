package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.scapula.planner.fhir.face.Datatypes.CodeableConcept;
import org.scapula.planner.fhir.face.Datatypes.Narrative;
import org.scapula.planner.fhir.face.Datatypes.Reference;

/// A time that is offered as FHIR R4 says it (hl7.org/fhir/R4/slot.html): the fields of it that we fill.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Slot(
        String resourceType,
        String id,
        String language,
        Narrative text,
        List<CodeableConcept> serviceType,
        Reference schedule,
        String status,
        String start,
        String end) {}
