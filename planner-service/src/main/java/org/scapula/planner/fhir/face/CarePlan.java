package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.scapula.planner.fhir.face.Datatypes.Annotation;
import org.scapula.planner.fhir.face.Datatypes.CodeableConcept;
import org.scapula.planner.fhir.face.Datatypes.Narrative;
import org.scapula.planner.fhir.face.Datatypes.Period;
import org.scapula.planner.fhir.face.Datatypes.Reference;
import org.scapula.planner.fhir.face.Datatypes.Timing;

/// A plan as FHIR R4 says it (hl7.org/fhir/R4/careplan.html): the fields of it that we fill.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record CarePlan(
        String resourceType,
        String id,
        String language,
        Narrative text,
        List<Reference> replaces,
        String status,
        String intent,
        List<CodeableConcept> category,
        String title,
        String description,
        Reference subject,
        Period period,
        String created,
        List<Reference> supportingInfo,
        List<Activity> activity,
        List<Annotation> note) {

    record Activity(Detail detail) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Detail(
            Optional<String> kind,
            CodeableConcept code,
            List<CodeableConcept> reasonCode,
            String status,
            boolean doNotPerform,
            Optional<Timing> scheduledTiming,
            Optional<String> scheduledString,
            String description) {}
}
