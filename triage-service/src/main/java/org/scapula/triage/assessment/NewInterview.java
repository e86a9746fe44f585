package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a person answered so far, and how many questions they want next.
@JsonDeserialize(using = NewInterviewReader.class)
@Schema(
        description = "The answers so far. A question that is missing was not asked yet; one that was answered"
                + " \"unknown\" is not asked again.",
        examples = """
                {"answers": {"breathless": "no", "injury": "unknown"}, "freeText": "since moving house", "atMost": 3}
                """)
public record NewInterview(
        @JsonUnwrapped NewEvaluation said,

        @Schema(
                type = SchemaType.INTEGER,
                implementation = Integer.class,
                description = "How many questions to give at most; 5 when it is left out.",
                minimum = "1",
                maximum = "50",
                defaultValue = "5",
                nullable = false,
                examples = "3")
        Optional<Integer> atMost) {

    static final int MOST = 50;

    private static final int USUAL = 5;

    int questions() {
        return atMost.orElse(USUAL);
    }
}
