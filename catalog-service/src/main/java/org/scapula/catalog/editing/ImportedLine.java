package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;

/// What became of one line of an import.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "ImportedLine",
        description = "What became of one line that was sent.",
        requiredProperties = {"line", "outcome", "errors"},
        examples = "{\"line\": 3, \"outcome\": \"CREATED\", \"slug\": \"wall-angel\", \"errors\": []}")
public record ImportedLine(
        @Schema(description = "Counted from 1, in what was sent.")
        int line,

        Outcome outcome,
        Optional<String> slug,
        @Schema(description = "Why it was refused.") List<FieldError> errors) {

    /// What became of it. UNCHANGED: it says what is there already. LEFT_TO_THE_RELEASE: it comes with the product,
    /// which
    /// no clinic changes.
    @Schema(name = "ImportOutcome")
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED,
        LEFT_TO_THE_RELEASE
    }

    static ImportedLine refused(int line, Optional<String> slug, List<FieldError> errors) {
        return new ImportedLine(line, Outcome.REFUSED, slug, errors);
    }
}
