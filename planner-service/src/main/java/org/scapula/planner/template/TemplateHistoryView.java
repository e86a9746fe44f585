package org.scapula.planner.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Every revision of a template, the newest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "TemplateHistory",
        description = "What a template said, and who made it say so, the newest first.",
        requiredProperties = "revisions",
        examples = "{\"revisions\": [" + TemplateHistoryView.Revision.EXAMPLE + "], \"next\": \"3\"}")
public record TemplateHistoryView(
        List<Revision> revisions,

        @Schema(description = "The cursor of the next page; absent on the last.", examples = "3")
        Optional<String> next) {

    /// What made a template as it then was.
    @Schema(name = "TemplateAct")
    public enum Act {
        CREATED,
        CHANGED,
        RETIRED
    }

    @Schema(
            name = "TemplateRevision",
            requiredProperties = {"revision", "act", "at", "by", "template"},
            examples = Revision.EXAMPLE)
    public record Revision(
            int revision,
            Act act,
            Instant at,

            @Schema(description = "Subject of the token that acted.")
            String by,

            @Schema(description = "What it said from then on.")
            NewTemplate template) {

        static final String EXAMPLE =
                "{\"revision\": 3, \"act\": \"CHANGED\", \"at\": \"2026-11-21T09:15:00Z\", \"by\": \"clinician-1\","
                        + " \"template\": " + NewTemplate.EXAMPLE + "}";

        static Revision of(PlanTemplateRevision row, NewTemplate said) {
            return new Revision(row.revision, row.act, row.changedAt, row.changedBy, said);
        }
    }

    static TemplateHistoryView of(List<Revision> found, int limit) {
        var page = found.stream().limit(limit).toList();
        return new TemplateHistoryView(
                page,
                found.size() > limit ? Optional.of(String.valueOf(page.getLast().revision())) : Optional.empty());
    }
}
