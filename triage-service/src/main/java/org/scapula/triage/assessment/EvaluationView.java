package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The answer to a person of whom nothing is kept.
@Schema(
        description =
                "How soon a person must be seen and why, in reading order: what an assessment says, too. It has no"
                        + " id, because it is not kept.",
        examples = Examples.EVALUATION)
public record EvaluationView(
        @JsonUnwrapped Advice advice, @JsonUnwrapped Grounds grounds) {}
