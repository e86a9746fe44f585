package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.AnswersText;
import org.scapula.triage.rules.Disposition;

/// One spell of pain: the assessments that followed one another, in order.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Episode",
        description = "The assessments of one spell of pain, in order.",
        requiredProperties = {"id", "assessments"},
        examples = EpisodeView.EXAMPLE)
public record EpisodeView(
        @Schema(description = "The id of the first assessment.", examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        UUID id,

        List<Step> assessments,

        @Schema(
                description = "Send it as `cursor` for the next page; absent on the last.",
                examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
        Optional<UUID> next) {

    static final String EXAMPLE = """
            {"id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "assessments": [
              {"id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "assessedAt": "2026-11-21T09:30:00Z", "disposition": "SELF_CARE",
               "effectiveDisposition": "SELF_CARE", "gotWorse": [],
               "ruleSet": {"id": "0f8fad5b-d9cb-369f-a165-70867728950e", "version": "1", "hash": "9f2b7c"}}]}""";

    /// One assessment of an episode.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "EpisodeStep",
            description = "One assessment of an episode.",
            requiredProperties = {"id", "assessedAt", "disposition", "effectiveDisposition", "gotWorse", "ruleSet"},
            examples = """
                    {"id": "019ab2f5-0a2c-7e41-b0d7-6a1e5c3f8b12", "assessedAt": "2026-11-23T09:30:00Z",
                     "replaces": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "disposition": "ROUTINE_CLINICIAN",
                     "effectiveDisposition": "URGENT", "gotWorse": ["nprsNow"],
                     "ruleSet": {"id": "0f8fad5b-d9cb-369f-a165-70867728950e", "version": "1", "hash": "9f2b7c"}}""")
    public record Step(
            @Schema(examples = "019ab2f5-0a2c-7e41-b0d7-6a1e5c3f8b12")
            UUID id,

            @Schema(examples = "2026-11-23T09:30:00Z") Instant assessedAt,

            @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")
            Optional<UUID> replaces,

            @Schema(description = "As it was given.", examples = "ROUTINE_CLINICIAN")
            Disposition disposition,

            @Schema(description = "What holds after all reviews.", examples = "URGENT")
            Disposition effectiveDisposition,

            @Schema(
                    description =
                            "The findings that had grown worse since the one before; before and after stand in the"
                                    + " assessment.",
                    examples = "[\"nprsNow\"]")
            List<String> gotWorse,

            JudgedBy ruleSet) {

        static Step of(Assessment row) {
            return new Step(
                    row.id,
                    row.assessedAt,
                    Optional.ofNullable(row.replaces),
                    row.disposition,
                    row.effectiveDisposition,
                    AnswersText.read(row.asked).worse().stream().sorted().toList(),
                    new JudgedBy(Optional.ofNullable(row.ruleSet), row.ruleSetVersion, row.ruleSetHash));
        }
    }

    /// Which rules judged.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "JudgedBy",
            description = "Which rules judged.",
            requiredProperties = {"version", "hash"},
            examples = "{\"id\": \"0f8fad5b-d9cb-369f-a165-70867728950e\", \"version\": \"1\", \"hash\": \"9f2b7c\"}")
    public record JudgedBy(
            @Schema(
                    description = "Absent where only the hash is known.",
                    examples = "0f8fad5b-d9cb-369f-a165-70867728950e")
            Optional<UUID> id,

            @Schema(examples = "1") String version,

            @Schema(description = "SHA-256 of the content.", examples = "9f2b7c")
            String hash) {}

    static EpisodeView of(UUID id, List<Assessment> found, int limit) {
        return new EpisodeView(
                id,
                found.stream().map(Step::of).toList(),
                found.size() < limit ? Optional.empty() : Optional.of(found.getLast().id));
    }
}
