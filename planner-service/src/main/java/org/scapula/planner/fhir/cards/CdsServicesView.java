package org.scapula.planner.fhir.cards;

import java.util.List;
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

    @Schema(
            name = "CdsService",
            description = "One service. It needs no prefetch: Scapula asks nothing of the caller's FHIR server.",
            requiredProperties = {"hook", "title", "description", "id"},
            examples = SERVICE)
    public record Offered(String hook, String title, String description, String id) {}

    static CdsServicesView all() {
        return new CdsServicesView(Stream.of(Hook.values())
                .map(service -> new Offered(service.hook(), service.title(), service.description(), service.id()))
                .toList());
    }
}
