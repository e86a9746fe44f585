package org.scapula.planner.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.patient.PatientRecordsView;

/// Everything that all services know about a patient, in one document. It is whole, or it is not given.
@Schema(
        description = "Everything that Scapula knows about a patient: one entry for each service. It is whole, or it is"
                + " not given.",
        requiredProperties = {"patient", "exportedAt", "services"},
        examples = PatientView.EXAMPLE)
public record PatientView(
        String patient,
        Instant exportedAt,

        @Schema(type = SchemaType.ARRAY, implementation = PatientRecordsView.class)
        List<JsonNode> services) {

    static final String EXAMPLE = """
            {"patient": "p-4711", "exportedAt": "2026-11-21T10:00:00Z", "services": []}""";
}
