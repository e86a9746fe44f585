package org.scapula.planner.fhir.cards;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// About whom a system asks. An id of another system is never taken for a reference of ours.
final class Whom {

    static final String PATIENT = """
            {"resourceType": "Patient", "id": "17",
             "identifier": [{"system": "https://clinic.example/patients", "value": "p-4711"}]}""";

    static final String PREFETCH = "{\"patient\": " + PATIENT + "}";

    private Whom() {}

    /// @param system of the clinic's references, where its own server knows patients by other ids
    static String patient(NewHookCall call, Optional<String> system) {
        var id = bare(call.context().patientId());
        return system.map(ours -> reference(call, id, ours)).orElse(id);
    }

    private static String reference(NewHookCall call, String id, String system) {
        var references = call.prefetch()
                .flatMap(NewHookCall.Prefetch::patient)
                .filter(patient -> patient instanceof Map<?, ?> fields
                        && "Patient".equals(fields.get("resourceType"))
                        && id.equals(fields.get("id")))
                .map(patient -> references((Map<?, ?>) patient, system))
                .orElse(List.of());
        if (references.size() != 1) {
            throw unnamed(system);
        }
        return references.getFirst();
    }

    /// The status is CDS Hooks' own, for what a service needs and could not get.
    private static HttpProblem unnamed(String system) {
        var error = new FieldError(
                "/prefetch/patient",
                "required",
                "must be the Patient of context.patientId, with one identifier of the system " + system
                        + ": by that this clinic's patients are known here, and not by their ids");
        return Problems.of(
                412,
                "prefetch-needed",
                "Nobody knows about whom this is",
                "There are no cards without the patient's reference, for no card would look like no worry: see errors.",
                Map.of("errors", List.of(error)));
    }

    private static List<String> references(Map<?, ?> patient, String system) {
        return (patient.get("identifier") instanceof List<?> identifiers ? identifiers.stream() : Stream.empty())
                .filter(identifier -> identifier instanceof Map<?, ?> fields && system.equals(fields.get("system")))
                .map(identifier -> ((Map<?, ?>) identifier).get("value"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    private static String bare(String id) {
        return id.startsWith("Patient/") ? id.substring("Patient/".length()) : id;
    }
}
