package org.scapula.triage.assessment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;

/// What a person answered. Read by {@link NewEvaluationReader}, not by constraints on fields: somebody who made three
/// mistakes is told all three at once, and which questions exist is known by the rule set only.
@JsonDeserialize(using = NewEvaluationReader.class)
@Schema(
        description = "The answers of one person. A question that is missing counts as unknown, never as no.",
        examples = """
                {"answers": {"ageYears": 41, "nprsNow": 4, "feverish": "no", "injury": "unknown"}, "freeText": "since moving house"}
                """)
public record NewEvaluation(
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

        @Schema(hidden = true) List<FieldError> refused) {

    static final int MAX_FREE_TEXT = 2000;

    /// What the document calls an Answer; its schema stands in application.properties, because no annotation can say
    /// "a word or a number".
    interface Said {}

    /// `answers` holds a `String` or a `BigDecimal` for each finding; `refused` what could not be read as either.
    public NewEvaluation {
        refused = List.copyOf(refused);
    }
}
