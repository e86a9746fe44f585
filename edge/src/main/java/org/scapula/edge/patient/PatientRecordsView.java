package org.scapula.edge.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.audit.AuditEntry;

/// Everything that one service knows about a patient.
@Schema(
        description = "Everything that this service knows about a patient.",
        requiredProperties = {"patient", "service", "exportedAt", "records", "acts"},
        examples = PatientRecordsView.EXAMPLE)
public record PatientRecordsView(
        @Schema(examples = "p-4711") String patient,
        @Schema(examples = "triage-service") String service,
        Instant exportedAt,

        @Schema(
                description = "The records by kind, each as it was given, the oldest first.",
                type = SchemaType.OBJECT,
                implementation = Object.class,
                examples = "{\"assessments\": []}")
        SortedMap<String, List<JsonNode>> records,

        @Schema(description = "Who did what with them, the newest first.")
        List<AuditEntry> acts) {

    static final String EXAMPLE = """
            {"patient": "p-4711", "service": "triage-service", "exportedAt": "2026-11-23T08:15:30Z",
             "records": {"assessments": []}, "acts": []}""";
}
