package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.scapula.planner.fhir.face.Datatypes.Annotation;
import org.scapula.planner.fhir.face.Datatypes.CodeableConcept;
import org.scapula.planner.fhir.face.Datatypes.Identifier;
import org.scapula.planner.fhir.face.Datatypes.Narrative;
import org.scapula.planner.fhir.face.Datatypes.Period;
import org.scapula.planner.fhir.face.Datatypes.Reference;

/// A wish to be seen as FHIR R4 says it (hl7.org/fhir/R4/servicerequest.html): the fields of it that we fill.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ServiceRequest(
        String resourceType,
        String id,
        String language,
        Narrative text,
        List<Identifier> identifier,
        String status,
        String intent,
        List<CodeableConcept> category,
        String priority,
        boolean doNotPerform,
        CodeableConcept code,
        Reference subject,
        Period occurrencePeriod,
        String authoredOn,
        List<CodeableConcept> reasonCode,
        List<Reference> supportingInfo,
        List<Annotation> note) {}
