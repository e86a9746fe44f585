package org.scapula.edge.patient;

import java.time.Instant;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What was removed. Nothing of it can be brought back.
@Schema(
        description = "What this service removed for good. Doing it again removes nothing more, and is no error.",
        requiredProperties = {"service", "erasedAt", "removed"},
        examples = ErasureView.EXAMPLE)
public record ErasureView(
        @Schema(examples = "triage-service") String service,
        Instant erasedAt,

        @Schema(
                description = "How many records of each kind.",
                type = SchemaType.OBJECT,
                implementation = Object.class,
                examples = "{\"assessments\": 3}")
        SortedMap<String, Integer> removed) {

    static final String EXAMPLE = """
            {"service": "triage-service", "erasedAt": "2026-11-23T08:15:30Z", "removed": {"assessments": 3}}""";
}
