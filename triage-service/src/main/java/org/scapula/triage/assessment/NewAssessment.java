package org.scapula.triage.assessment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;

/// What a person answered. Read by {@link NewAssessmentReader}, not by constraints on fields: somebody who made three
/// mistakes is told all three at once, and which questions exist is known by the rule set only.
@JsonDeserialize(using = NewAssessmentReader.class)
@Schema(
        description = "The answers of one person. A question that is missing counts as unknown, never as no.",
        examples = """
                {"answers": {"ageYears": 41, "nprsNow": 4, "feverish": "no", "injury": "unknown"}, "freeText": "since moving house"}
                """)
public record NewAssessment(
        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Said.class,
                description = "By finding id (see the questionnaire): \"yes\", \"no\" or \"unknown\"; for a number the"
                        + " number or \"unknown\".",
                examples = "{\"ageYears\": 41, \"feverish\": \"no\", \"injury\": \"unknown\"}",
                required = true)
        Map<String, Object> answers,

        @Schema(
                description = "Anything else the person wants to say. It can only make the answer more urgent.",
                maxLength = MAX_FREE_TEXT,
                examples = "It began when I moved house.")
        String freeText,

        @Schema(
                description =
                        "The assessment that this one replaces. A milder answer within 24 hours shows what changed.",
                type = SchemaType.STRING,
                implementation = String.class,
                format = "uuid",
                nullable = false,
                examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        Optional<UUID> replaces,

        @Schema(hidden = true) List<FieldError> refused) {

    static final int MAX_FREE_TEXT = 2000;

    /// What the document calls an Answer; its schema stands in application.properties, because no annotation can say
    /// "a word or a number".
    interface Said {}

    /// `answers` holds a `String` or a `BigDecimal` for each finding; `refused` what could not be read as either.
    public NewAssessment {
        refused = List.copyOf(refused);
    }
}
