package org.scapula.planner.fhir.cards;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What can be asked for cards.
@Schema(
        name = "CdsServices",
        description = "The services of CDS Hooks that are here.",
        requiredProperties = "services",
        examples = "{\"services\": [" + CdsServicesView.SERVICE + "]}")
public record CdsServicesView(List<Offered> services) {

    static final String SERVICE = """
            {"hook": "patient-view", "title": "What Scapula knows that must not be missed",
             "description": "Urgent answers of triage without a visit.", "id": "scapula-patient-view"}""";

    private static final Map<String, String> PREFETCH = Map.of("patient", "Patient/{{context.patientId}}");

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "CdsService",
            description =
                    "One service. Scapula asks nothing of the caller's FHIR server; only a clinic whose server has"
                            + " ids of its own for patients must send the prefetch `patient`.",
            requiredProperties = {"hook", "title", "description", "id"},
            examples = SERVICE)
    public record Offered(
            String hook,
            String title,
            String description,
            String id,

            @Schema(
                    description = "Only where some clinic needs it.",
                    examples = "{\"patient\": \"Patient/{{context.patientId}}\"}")
            Optional<Map<String, String>> prefetch) {}

    /// @param byIdentifier whether some clinic needs it; else no system need send a Patient
    static CdsServicesView all(boolean byIdentifier) {
        return new CdsServicesView(Stream.of(Hook.values())
                .map(service -> new Offered(
                        service.hook(),
                        service.title(),
                        service.description(),
                        service.id(),
                        Optional.of(PREFETCH).filter(_ -> byIdentifier)))
                .toList());
    }
}
