package org.scapula.planner.trial;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the planner would do otherwise for a fixed set of made-up people.
@Schema(
        name = "CatalogueTrial",
        description = "What the planner would do otherwise for a fixed set of made-up people. Nothing is kept of it.",
        requiredProperties = {"catalogVersion", "persons", "changed"},
        examples = TrialView.EXAMPLE)
public record TrialView(
        @Schema(description = "The catalogue that the change was compared with.")
        String catalogVersion,

        @Schema(description = "For how many people weeks were made.")
        int persons,

        @Schema(description = "Those whose week would be another one.")
        List<Changed> changed) {

    static final String EXAMPLE =
            "{\"catalogVersion\": \"2-3f9c2a7b10de4c55+7\", \"persons\": 16, \"changed\": [" + Changed.EXAMPLE + "]}";

    /// Whether the person gets a week at all.
    @Schema(name = "TrialOutcome")
    public enum Outcome {
        PLAN,
        NO_PLAN
    }

    @Schema(
            name = "ChangedWeek",
            requiredProperties = {"person", "about", "before", "after", "changes"},
            examples = Changed.EXAMPLE)
    public record Changed(
            @Schema(description = "A short name of the made-up person that stays the same.")
            String person,

            String about,
            Outcome before,
            Outcome after,

            @Schema(description = "What would be otherwise, one sentence each; at most 50.")
            List<String> changes) {

        static final String EXAMPLE = """
                {"person": "desk-novice", "about": "41, works at a desk, lasting mild pain; three days of 20 minutes, no equipment, new to exercise.",
                 "before": "PLAN", "after": "PLAN",
                 "changes": ["Monday: scapular-squeeze is left out.", "Monday: wall-slide comes in, 2 x 8, each held 5 s."]}""";
    }
}
