package org.scapula.planner.patient;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What was removed of a patient, in all services.
@Schema(
        description =
                "What was removed for good, in all services. Doing it again removes nothing more, and is no error.",
        requiredProperties = {"erasedAt", "removed"},
        examples = PatientErasureView.EXAMPLE)
public record PatientErasureView(
        Instant erasedAt,

        @Schema(
                description = "How many records of each kind, by service.",
                type = SchemaType.OBJECT,
                implementation = Object.class,
                examples = PatientErasureView.REMOVED)
        SortedMap<String, Map<String, Integer>> removed) {

    static final String REMOVED = """
            {"catalog-service": {}, "planner-service": {"plans": 2}, "triage-service": {"assessments": 3}}""";

    static final String EXAMPLE = "{\"erasedAt\": \"2026-11-21T10:00:00Z\", \"removed\": " + REMOVED + "}";
}
