package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.ClinicalPicture;
import org.scapula.triage.rules.ClinicalPicture.Advised;
import org.scapula.triage.rules.ClinicalPicture.Contribution;
import org.scapula.triage.rules.ClinicalPicture.Forbidden;
import org.scapula.triage.rules.ClinicalPicture.Irritability;
import org.scapula.triage.rules.ClinicalPicture.Line;
import org.scapula.triage.rules.ClinicalPicture.Stage;
import org.scapula.triage.rules.PictureRules;

/// What a plan needs to know of a person: how long, how easily provoked, what may add to it, how to go on with the day,
/// and what exercises must spare. Where an answer is missing the more cautious value is taken; a missing answer is
/// never read as a cause or an illness.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description =
                "What a plan needs to know of a person. Missing answers count as the more cautious value, never as"
                        + " a cause.",
        examples = Picture.EXAMPLE)
public record Picture(
        @Schema(type = SchemaType.INTEGER, format = "int32", examples = "41")
        Optional<Integer> ageYears,

        @Schema(type = SchemaType.INTEGER, format = "int32", description = "Pain now, 0 to 10.", examples = "4")
        Optional<Integer> nprs,

        @Schema(type = SchemaType.INTEGER, format = "int32", description = "Worst pain, 0 to 10.", examples = "6")
        Optional<Integer> nprsWorst,

        @Schema(type = SchemaType.INTEGER, format = "int32", examples = "10")
        Optional<Integer> durationDays,

        @Schema(type = SchemaType.INTEGER, format = "int32", examples = "30")
        Optional<Integer> onsetHoursAgo,

        @Schema(
                type = SchemaType.INTEGER,
                format = "int32",
                description = "Weeks of the pregnancy, as they were told with these answers.",
                examples = "24")
        Optional<Integer> pregnancyWeeks,

        @Schema(
                type = SchemaType.INTEGER,
                format = "int32",
                description = "For how many days self-care has not helped, as the person told it; absent where they did"
                        + " not, and in answers of earlier editions.",
                examples = "2")
        Optional<Integer> selfCareDaysNoBetter,

        @Schema(
                type = SchemaType.STRING,
                implementation = String.class,
                enumeration = {"ACUTE", "SUBACUTE", "CHRONIC"},
                description = "Under 42 days, 42 to 84, over 84.",
                examples = "ACUTE",
                required = true)
        Stage stage,

        @Schema(
                type = SchemaType.STRING,
                implementation = String.class,
                enumeration = {"HIGH", "MODERATE", "LOW"},
                description = "How easily the pain is provoked.",
                examples = "MODERATE",
                required = true)
        Irritability irritability,

        @Schema(
                description = "Codes of conditions that limit movements: only what the person said yes to.",
                examples = "[\"osteoporosis\"]",
                required = true)
        List<String> conditions,

        @Schema(
                description = "Why stage, irritability and conditions are as they are; the texts of `reasons`.",
                examples = "[\"The pain began less than 42 days ago.\"]",
                required = true)
        List<String> because,

        @Schema(description = "The rows behind stage, irritability and conditions.", required = true)
        List<Reason> reasons,

        @Schema(
                description = "What may add to the pain, from the person's own answers. No cause is certain.",
                required = true)
        List<Cause> causes,

        @Schema(description = "How to go on with running, lifting and desk work: one line each.", required = true)
        List<Activity> activities,

        @Schema(
                description = "What exercises must not be or ask for. Any one position, class or tag of a line rules an"
                        + " exercise out.",
                required = true)
        List<Forbids> forbids,

        @Schema(description = "The edition of the rules behind this picture.", required = true)
        Edition edition) {

    private static final String A_REASON = """
            {"id": "ST01", "text": "The pain began less than 42 days ago.", "because": ["durationDays"], "assumed": false,
             "sources": ["Blanpied 2017"]}""";

    private static final String A_CAUSE = """
            {"id": "CA14", "cause": "DESK_WORK", "text": "Many hours in one place may leave the upper back stiff and tired.",
             "evidence": "WEAK", "because": ["deskWork"], "sources": ["S2-C09"]}""";

    private static final String AN_ACTIVITY = """
            {"id": "AC03", "activity": "RUNNING", "does": "yes", "advice": "REDUCE",
             "text": "With 3 of 10 or less you may run on, but less.", "because": ["nprsNow"], "assumed": false,
             "sources": ["S0-H03", "Silbernagel 2007"]}""";

    private static final String A_LIMIT = """
            {"id": "P08", "level": "PRECAUTION", "positions": [], "classes": [],
             "tags": ["LONG_ISOMETRIC", "HEAD_BELOW_HEART"],
             "text": "With high blood pressure long holds and a low head make the pressure climb.",
             "because": ["highBloodPressure"], "assumed": true, "approvable": false, "sources": ["ACSM pre-exercise screening"]}""";

    private static final String AN_EDITION = "{\"version\": \"1\", \"hash\": \"5b1f0c\"}";

    static final String EXAMPLE = """
            {"ageYears": 41, "nprs": 3, "nprsWorst": 6, "durationDays": 10, "selfCareDaysNoBetter": 2, "stage": "ACUTE", "irritability": "LOW",
             "conditions": [], "because": ["The pain began less than 42 days ago."],
             "reasons": [""" + A_REASON + "], \"causes\": [" + A_CAUSE + "], \"activities\": [" + AN_ACTIVITY
            + "], \"forbids\": [" + A_LIMIT + "], \"edition\": " + AN_EDITION + "}";

    @Schema(name = "PictureReason", description = "Why the picture says this of the person.", examples = A_REASON)
    public record Reason(
            @Schema(description = "The row of the picture rules.", examples = "ST01", required = true)
            String id,

            @Schema(examples = "The pain began less than 42 days ago.", required = true)
            String text,

            @Schema(description = "The answers behind it.", examples = "[\"durationDays\"]", required = true)
            List<String> because,

            @Schema(
                    description = "Whether those answers are missing and were read as the more cautious.",
                    examples = "false",
                    required = true)
            boolean assumed,

            @Schema(examples = "[\"Blanpied 2017\"]", required = true)
            List<String> sources) {

        static Reason of(Line<?> line) {
            return new Reason(line.id(), line.text(), line.because(), line.assumed(), line.sources());
        }
    }

    @Schema(name = "PictureCause", description = "Something that may add to the pain.", examples = A_CAUSE)
    public record Cause(
            @Schema(description = "The row of the picture rules.", examples = "CA14", required = true)
            String id,

            @Schema(examples = "DESK_WORK", required = true) ClinicalPicture.Cause cause,

            @Schema(examples = "Many hours in one place may leave the upper back stiff and tired.", required = true)
            String text,

            @Schema(
                    description = "How well it is shown that this adds to upper back pain.",
                    examples = "WEAK",
                    required = true)
            ClinicalPicture.Evidence evidence,

            @Schema(description = "The answers that suggest it.", examples = "[\"deskWork\"]", required = true)
            List<String> because,

            @Schema(examples = "[\"S2-C09\"]", required = true)
            List<String> sources) {

        static Cause of(Line<Contribution> line) {
            return new Cause(
                    line.id(),
                    line.says().cause(),
                    line.text(),
                    line.says().evidence(),
                    line.because(),
                    line.sources());
        }
    }

    @Schema(name = "PictureActivity", description = "How to go on with an activity.", examples = AN_ACTIVITY)
    public record Activity(
            @Schema(description = "The row of the picture rules.", examples = "AC03", required = true)
            String id,

            @Schema(examples = "RUNNING", required = true) ClinicalPicture.Activity activity,

            @Schema(
                    enumeration = {"yes", "no", "unknown"},
                    description = "What the person answered about doing it.",
                    examples = "yes",
                    required = true)
            String does,

            @Schema(examples = "REDUCE", required = true) ClinicalPicture.Pace advice,

            @Schema(examples = "With 3 of 10 or less you may run on, but less.", required = true)
            String text,

            @Schema(description = "The answers behind it.", examples = "[\"nprsNow\"]", required = true)
            List<String> because,

            @Schema(
                    description = "Whether those answers are missing and were read as the more cautious.",
                    examples = "false",
                    required = true)
            boolean assumed,

            @Schema(examples = "[\"S0-H03\"]", required = true)
            List<String> sources) {

        static Activity of(Line<Advised> line) {
            return new Activity(
                    line.id(),
                    line.says().activity(),
                    line.says().does().spoken(),
                    line.says().advice(),
                    line.text(),
                    line.because(),
                    line.assumed(),
                    line.sources());
        }
    }

    @Schema(
            name = "PictureForbids",
            description = "What exercises must not be or ask for, in the words of the catalogue.",
            examples = A_LIMIT)
    public record Forbids(
            @Schema(description = "The row of the picture rules.", examples = "P08", required = true)
            String id,

            @Schema(
                    description = "ABSOLUTE: not on one's own. PRECAUTION: only with a change that somebody shows.",
                    examples = "PRECAUTION",
                    required = true)
            ClinicalPicture.Level level,

            @Schema(examples = "[\"KNEELING\"]", required = true)
            List<ClinicalPicture.Position> positions,

            @Schema(examples = "[\"SELF_MASSAGE\"]", required = true)
            List<ClinicalPicture.ExerciseClass> classes,

            @Schema(examples = "[\"HEAD_BELOW_HEART\"]", required = true)
            List<ClinicalPicture.Tag> tags,

            @Schema(
                    examples = "With high blood pressure long holds and a low head make the pressure climb.",
                    required = true)
            String text,

            @Schema(description = "The answers behind it.", examples = "[\"highBloodPressure\"]", required = true)
            List<String> because,

            @Schema(
                    description = "Whether those answers are missing and were read as the more cautious.",
                    examples = "true",
                    required = true)
            boolean assumed,

            @Schema(
                    description = "Whether it only says that a clinician chooses: it does not bind one who approves a"
                            + " plan.",
                    examples = "false",
                    required = true)
            boolean approvable,

            @Schema(examples = "[\"ACSM pre-exercise screening\"]", required = true)
            List<String> sources) {

        static Forbids of(Line<Forbidden> line) {
            return new Forbids(
                    line.id(),
                    line.says().level(),
                    inOrder(line.says().positions()),
                    inOrder(line.says().classes()),
                    inOrder(line.says().tags()),
                    line.text(),
                    line.because(),
                    line.assumed(),
                    line.says().approvable(),
                    line.sources());
        }

        private static <E extends Enum<E>> List<E> inOrder(Set<E> some) {
            return some.stream().sorted().toList();
        }
    }

    @Schema(name = "PictureEdition", description = "Which picture rules were used.", examples = AN_EDITION)
    public record Edition(
            @Schema(examples = "1", required = true) String version,

            @Schema(description = "SHA-256 over the rules as they stand.", examples = "5b1f0c", required = true)
            String hash) {}

    static Picture of(Answers answers, PictureRules rules) {
        var seen = rules.pictureOf(answers);
        var reasons = Stream.concat(Stream.of(seen.stage(), seen.irritability()), seen.conditions().stream())
                .map(Reason::of)
                .toList();
        return new Picture(
                whole(answers, "ageYears"),
                whole(answers, "nprsNow"),
                whole(answers, "nprsWorst"),
                whole(answers, "durationDays"),
                whole(answers, "onsetHoursAgo"),
                whole(answers, "pregnancyWeeks"),
                whole(answers, "selfCareDaysNoBetter"),
                seen.stage().says(),
                seen.irritability().says(),
                seen.conditions().stream()
                        .flatMap(line -> line.says().stream())
                        .distinct()
                        .toList(),
                reasons.stream().map(Reason::text).toList(),
                reasons,
                seen.causes().stream().map(Cause::of).toList(),
                seen.activities().stream().map(Activity::of).toList(),
                seen.forbids().stream().map(Forbids::of).toList(),
                new Edition(rules.version(), rules.hash()));
    }

    private static Optional<Integer> whole(Answers answers, String finding) {
        return answers.to(finding) instanceof Answer.Number(BigDecimal value)
                ? Optional.of(value.intValue())
                : Optional.empty();
    }
}
