package org.scapula.triage.replay;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;

/// Who would be answered otherwise by another rule set, and how many.
@Schema(
        description =
                "Who would be answered otherwise. `before` is what the rules in force say today, `after` what the compared"
                        + " rule set says.",
        examples = "{" + ShiftView.EXAMPLE + "}")
public record ShiftView(
        @Schema(description = "Assessments that were judged by both.", examples = "812", required = true)
        long judged,

        @Schema(description = "Answered more urgently.", examples = "3", required = true)
        long up,

        @Schema(description = "Answered more mildly.", examples = "1", required = true)
        long down,

        @Schema(
                description = "Of which the rules in force say something else today than what is stored.",
                examples = "0",
                required = true)
        long storedOtherwise,

        @Schema(description = "Whose answers do not fit the questions of today.", examples = "0", required = true)
        long notComparable,

        @Schema(required = true) List<Cell> matrix,

        @Schema(description = "By ISO week of the assessment, the earliest first.", required = true)
        List<Week> weeks,

        @Schema(description = "Those who move, to a milder answer first.", required = true)
        List<Moved> moved) {

    static final String EXAMPLE = """
            "judged": 812, "up": 3, "down": 1, "storedOtherwise": 0, "notComparable": 0,
            "matrix": [{"before": "URGENT", "after": "SELF_CARE", "count": 1}],
            "weeks": [{"week": "2026-W47", "judged": 31, "up": 1, "down": 1}],
            "moved": [""" + Moved.EXAMPLE + "]";

    @Schema(
            name = "ShiftCell",
            description = "How many are answered like this before and like that after.",
            examples = "{\"before\": \"URGENT\", \"after\": \"SELF_CARE\", \"count\": 1}")
    public record Cell(
            @Schema(examples = "URGENT", required = true) Disposition before,

            @Schema(examples = "SELF_CARE", required = true) Disposition after,

            @Schema(examples = "1", required = true) long count) {}

    @Schema(
            name = "ShiftWeek",
            description = "What moves among the assessments of one week.",
            examples = "{\"week\": \"2026-W47\", \"judged\": 31, \"up\": 1, \"down\": 1}")
    public record Week(
            @Schema(examples = "2026-W47", required = true) String week,
            @Schema(examples = "31", required = true) long judged,
            @Schema(examples = "1", required = true) long up,
            @Schema(examples = "1", required = true) long down) {}

    @Schema(
            name = "ShiftMoved",
            description = "An assessment that would be answered otherwise, and by which rules.",
            examples = Moved.EXAMPLE)
    public record Moved(
            @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", required = true)
            UUID assessmentId,

            @Schema(examples = "2026-11-21T09:30:00Z", required = true)
            Instant assessedAt,

            @Schema(examples = "URGENT", required = true) Disposition before,

            @Schema(examples = "SELF_CARE", required = true) Disposition after,

            @Schema(description = "The rules that decide before.", examples = "[\"U11\"]", required = true)
            List<String> rulesBefore,

            @Schema(description = "The rules that decide after.", examples = "[\"S01\"]", required = true)
            List<String> rulesAfter) {

        static final String EXAMPLE = """
                {"assessmentId": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "assessedAt": "2026-11-21T09:30:00Z",
                 "before": "URGENT", "after": "SELF_CARE", "rulesBefore": ["U11"], "rulesAfter": ["S01"]}""";

        boolean isMilder() {
            return before.outranks(after);
        }

        int steps() {
            return Math.abs(after.ordinal() - before.ordinal());
        }
    }
}
