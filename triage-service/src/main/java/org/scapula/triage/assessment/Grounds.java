package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Knowledge;

/// What advice rests on: the record of it for a clinician.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Grounds(
        @Schema(examples = "2026-11-21T09:30:00Z", required = true)
        Instant assessedAt,

        @Schema(required = true) RuleSetId ruleSet,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = NewEvaluation.Said.class,
                description = "The answers that were used, in the order of the questionnaire: \"yes\", \"no\","
                        + " \"unknown\" or a number.",
                examples = "{\"chestPressure\": \"yes\", \"ageYears\": 58}",
                required = true)
        Map<String, Object> answers,

        @Schema(description = "Warning questions without a clear answer.", examples = "[\"feverish\"]", required = true)
        List<String> unknownRedFlags,

        @Schema(
                description = "All questions without a clear answer.",
                examples = "[\"feverish\", \"durationDays\"]",
                required = true)
        List<String> unknownFindings,

        Optional<Picture> picture,

        @Schema(description = "What this is not.", examples = "This is information, not a diagnosis.", required = true)
        String notice,

        @Schema(description = "Where each sentence above comes from.", required = true)
        List<TextSource> textSources) {

    @Schema(
            name = "RuleSetId",
            description = "Which rules judged.",
            examples = "{\"id\": \"f4af7c87-552a-3d01-95d3-6fb10f8a93a5\", \"version\": \"1\", \"hash\": \"9f2b7c\"}")
    public record RuleSetId(
            @Schema(examples = "f4af7c87-552a-3d01-95d3-6fb10f8a93a5", required = true)
            UUID id,

            @Schema(examples = "1", required = true) String version,

            @Schema(description = "SHA-256 of the content.", examples = "9f2b7c", required = true)
            String hash) {

        static RuleSetId of(Knowledge knowledge) {
            return of(knowledge.ruleSetId(), knowledge.rules());
        }

        static RuleSetId of(UUID id, RuleSet rules) {
            return new RuleSetId(id, rules.version(), rules.hash());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            description = "Where a sentence comes from.",
            examples = "{\"text\": \"Do not drive yourself.\", \"sources\": [\"Scapula policy\"]}")
    public record TextSource(
            @Schema(examples = "Do not drive yourself.", required = true)
            String text,

            @Schema(
                    description = "The rule that brought it; absent when everybody with this answer gets it.",
                    examples = "E10")
            Optional<String> ruleId,

            @Schema(examples = "[\"Scapula policy\"]", required = true)
            List<String> sources) {}
}
