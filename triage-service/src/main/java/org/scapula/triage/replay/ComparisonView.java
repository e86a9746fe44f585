package org.scapula.triage.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.scapula.triage.ruleset.RuleSetHead;

/// How far the comparison of a rule set with the one in force is, and what came out.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description =
                "How far the comparison of a rule set with the one in force is, and what came out. It holds ids and"
                        + " counts, nobody's answers.",
        examples = """
                {"id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a03", "state": "RUNNING", "wanted": 812, "done": 400,
                 "askedAt": "2026-11-21T09:30:00Z", "from": "2026-01-01T00:00:00Z", "until": "2026-12-01T00:00:00Z",
                 "compared": {"id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "owner": "CLINIC", "version": "north-3",
                   "hash": "9f2b7c", "state": "DRAFT", "created": {"at": "2026-11-20T08:00:00Z", "by": "5c1b2f0e"}},
                 "inForce": {"id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a02", "owner": "PRODUCT", "version": "1",
                   "hash": "77aa01", "state": "ACTIVE", "created": {"at": "2026-11-19T08:00:00Z", "by": "scapula"}}}""")
public record ComparisonView(
        @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a03", required = true)
        UUID id,

        @Schema(description = "FAILED also when whoever worked on it is gone.", required = true)
        State state,

        @Schema(description = "Assessments to judge again.", examples = "812", required = true)
        long wanted,

        @Schema(description = "Of which so many are judged.", examples = "400", required = true)
        long done,

        @Schema(examples = "2026-11-21T09:30:00Z", required = true)
        Instant askedAt,

        @Schema(examples = "2026-01-01T00:00:00Z", required = true)
        Instant from,

        @Schema(description = "Not this moment itself.", examples = "2026-12-01T00:00:00Z", required = true)
        Instant until,

        @Schema(required = true) RuleSetHead compared,
        @Schema(required = true) RuleSetHead inForce,

        @JsonRawValue @Schema(implementation = ShiftView.class, description = "Present when it is done.") @Nullable
        String shift) {

    /// How far it is.
    @Schema(name = "ComparisonState")
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
