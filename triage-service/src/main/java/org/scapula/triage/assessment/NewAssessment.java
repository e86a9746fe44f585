package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.access.PatientReference;

/// What a person answered, and whose assessment it becomes.
@JsonDeserialize(using = NewAssessmentReader.class)
@Schema(
        description = "The answers of one person, to be judged and kept. A question that is missing counts as unknown,"
                + " never as no.",
        examples = """
                {"answers": {"ageYears": 41, "nprsNow": 4, "feverish": "no", "injury": "unknown"}, "freeText": "since moving house",
                 "patient": "p-4711"}
                """)
public record NewAssessment(
        @JsonUnwrapped NewEvaluation said,

        @Schema(
                description =
                        "Whose answers they are: the clinic's opaque reference, neither a name nor a date. A clinician"
                                + " must say it; a patient need not, and can name nobody else.",
                type = SchemaType.STRING,
                implementation = String.class,
                pattern = PatientReference.PATTERN,
                nullable = false,
                examples = "p-4711")
        Optional<String> patient,

        @Schema(
                description =
                        "The assessment of the same patient that this one replaces, and whose episode it continues. What"
                                + " has grown worse since then can only raise the answer. (A milder answer within 24"
                                + " hours of a more urgent one shows what changed whether or not this is given.)",
                type = SchemaType.STRING,
                implementation = String.class,
                format = "uuid",
                nullable = false,
                examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        Optional<UUID> replaces) {}
