package org.scapula.planner.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.Etags;
import org.scapula.planner.week.Target;

/// A template as the clinic keeps it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Template",
        description = "A template as the clinic keeps it.",
        requiredProperties = {
            "id",
            "revision",
            "name",
            "presets",
            "atMost",
            "goals",
            "prefer",
            "leaveOut",
            "createdAt",
            "changedAt"
        },
        examples = TemplateView.EXAMPLE)
public record TemplateView(
        UUID id,

        @Schema(description = "Rises with each change; a plan names the one it was made with.", examples = "3")
        int revision,

        String name,

        @Schema(description = "Absent for patients.") Optional<String> note,

        NewTemplate.Presets presets,
        NewTemplate.AtMost atMost,

        @Schema(description = "The most important first.") List<Target> goals,

        @Schema(description = "Slugs, in the order of the alphabet.")
        List<String> prefer,

        @Schema(description = "Slugs, in the order of the alphabet.")
        List<String> leaveOut,

        Instant createdAt,
        Instant changedAt,

        @Schema(description = "Who changed it last; absent for patients.")
        Optional<String> changedBy,

        @Schema(description = "Since when no new plan begins with it; absent while one may.")
        Optional<Instant> retiredAt) {

    static final String EXAMPLE = "{\"id\": \"019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60\", \"revision\": 3,"
            + " \"name\": \"Desk worker, first weeks\", \"note\": \"For whoever sits most of the day.\", "
            + NewTemplate.SAYS
            + ", \"createdAt\": \"2026-11-20T08:00:00Z\", \"changedAt\": \"2026-11-21T09:15:00Z\","
            + " \"changedBy\": \"clinician-1\"}";

    static TemplateView of(PlanTemplate row, NewTemplate says, boolean patient) {
        return new TemplateView(
                row.id,
                row.revision,
                row.name,
                says.note().filter(note -> !patient),
                says.standIns(),
                says.limits(),
                says.forward(),
                says.preferred(),
                says.leftOut(),
                row.createdAt,
                row.changedAt,
                Optional.of(row.changedBy).filter(by -> !patient),
                row.retired());
    }

    /// A patient reads other bytes than a clinician, and so another tag.
    String tag() {
        return Etags.of(
                "template", id.toString(), String.valueOf(revision), changedBy.isPresent() ? "clinician" : "patient");
    }
}
