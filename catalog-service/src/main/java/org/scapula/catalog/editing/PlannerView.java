package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.remote.PlannerSays;
import org.scapula.catalog.remote.PlannerTrial;

/// What the planner would do differently, as far as it could be asked.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "PlannerTrial",
        description =
                "What the planner would do differently for a fixed set of invented persons. Where `known` is false"
                        + " nobody knows, and `why` says why; it never means that nothing changes.",
        requiredProperties = {"known", "changed"},
        examples = PlannerView.EXAMPLE)
public record PlannerView(
        boolean known,
        @Schema(description = "Why it is not known.") Optional<String> why,
        @Schema(description = "So many persons were tried.") Optional<Integer> persons,

        @Schema(description = "Those whose week would be another; empty when known: nobody's.")
        List<ChangedWeek> changed) {

    static final String EXAMPLE = "{\"known\": true, \"persons\": 12, \"changed\": [" + ChangedWeek.EXAMPLE + "]}";

    @Schema(
            name = "ChangedWeek",
            requiredProperties = {"person", "about", "before", "after", "changes"},
            examples = ChangedWeek.EXAMPLE)
    public record ChangedWeek(
            @Schema(description = "The planner's name for the invented person.", examples = "desk-novice")
            String person,

            String about,

            @Schema(
                    type = SchemaType.STRING,
                    implementation = String.class,
                    enumeration = {"PLAN", "NO_PLAN"},
                    examples = "PLAN")
            PlannerTrial.Week before,

            @Schema(
                    type = SchemaType.STRING,
                    implementation = String.class,
                    enumeration = {"PLAN", "NO_PLAN"},
                    examples = "PLAN")
            PlannerTrial.Week after,

            @Schema(description = "A sentence each.") List<String> changes) {

        static final String EXAMPLE = """
                {"person": "desk-novice", "about": "Works at a desk, three days of 20 minutes, no equipment",
                 "before": "PLAN", "after": "PLAN", "changes": ["Monday: wall-angel comes in, 2 x 8 to 10."]}""";

        static ChangedWeek of(PlannerTrial.Changed changed) {
            return new ChangedWeek(
                    changed.person(), changed.about(), changed.before(), changed.after(), changed.changes());
        }
    }

    static PlannerView of(PlannerSays said) {
        return switch (said) {
            case PlannerSays.Tried tried ->
                new PlannerView(
                        true,
                        Optional.empty(),
                        Optional.of(tried.trial().persons()),
                        tried.trial().changed().stream().map(ChangedWeek::of).toList());
            case PlannerSays.NotKnown notKnown -> notAsked(notKnown.why());
        };
    }

    static PlannerView notAsked(String why) {
        return new PlannerView(false, Optional.of(why), Optional.empty(), List.of());
    }
}
