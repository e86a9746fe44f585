package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Rule.Place;

/// What a person is told, in the order in which it should be read.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Advice(
        @Schema(
                description = "The first thing to read; for EMERGENCY at most two short sentences.",
                examples = "Call 112 now. You need to be checked straight away.",
                required = true)
        String headline,

        @Schema(description = "How soon, as a word for programs.", examples = "EMERGENCY", required = true)
        Disposition disposition,

        @Schema(required = true) HowFast howFast,
        @Schema(required = true) Where where,

        @Schema(
                description = "What to do now, the most important first.",
                examples = "[\"Call 112, or ask someone near you to call.\"]",
                required = true)
        List<String> doNow,

        @Schema(description = "What not to do now.", examples = "[\"Do not drive yourself.\"]", required = true)
        List<String> doNot,

        @Schema(description = "Every rule that fired, the most urgent first.", required = true)
        List<Why> why,

        @Schema(
                description = "Rules that would be more urgent and could not be decided, with the answers they need.",
                required = true)
        List<Open> undecided,

        @Schema(
                description = "The open questions whose answers could make this more urgent, or are needed for"
                        + " self-care; the most dangerous first.",
                required = true)
        List<OpenQuestion> answerThese,

        @Schema(
                description = "Answers that do not fit together; the more dangerous reading was taken.",
                required = true)
        List<Contradicted> contradictions,

        @Schema(
                description = "What this answer cannot know.",
                examples = "This tool cannot examine you.",
                required = true)
        String uncertainty,

        @Schema(
                description = "The signs to look for, and what to do when one starts.",
                examples = "[\"You get short of breath, cough up blood, or faint.\"]",
                required = true)
        List<String> safetyNet,

        @Schema(
                description = "How this usually goes on.",
                examples = "Pain like this usually gets better over two to six weeks.",
                required = true)
        String expectedCourse,

        @Schema(
                description = "The day by which to look again, in the clinic's calendar.",
                examples = "2026-11-28",
                required = true)
        LocalDate reviewDate,

        @Schema(
                description = "What to do on that day.",
                examples = "Answer these questions again on Saturday 28 November 2026.",
                required = true)
        String reviewText,

        @Schema(
                description = "How to get help before that day.",
                examples = "Do not wait for that date if you are worried.",
                required = true)
        String getHelpAgain) {

    @Schema(
            description = "By when to be seen.",
            examples = "{\"within\": \"now\", \"text\": \"Now. Every minute can count, so please do not wait.\"}")
    public record HowFast(
            @Schema(description = "`now` or an ISO 8601 duration.", examples = "now", required = true)
            String within,

            @Schema(examples = "Now. Every minute can count, so please do not wait.", required = true)
            String text) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "Where",
            description = "Where to go or whom to call.",
            examples = "{\"kind\": \"EMERGENCY_SERVICE\", \"text\": \"Call 112.\", \"phone\": \"112\"}")
    public record Where(
            @Schema(
                    type = SchemaType.STRING,
                    implementation = String.class,
                    enumeration = {
                        "EMERGENCY_SERVICE",
                        "EMERGENCY_DEPARTMENT",
                        "MATERNITY",
                        "SAME_DAY_CLINIC",
                        "CLINIC",
                        "SELF"
                    },
                    examples = "EMERGENCY_SERVICE",
                    required = true)
            Place kind,

            @Schema(examples = "Call 112. They will send help.", required = true)
            String text,

            @Schema(description = "Absent when whoever runs the service gave none.", examples = "112")
            Optional<String> phone) {}

    @Schema(description = "A rule that fired.", examples = """
                    {"ruleId": "E04", "disposition": "EMERGENCY", "reason": "Heart problems can be felt in the back",
                     "because": [{"finding": "chestPressure", "answer": "yes", "question": "Is there a pressing pain in your chest now?"}],
                     "sources": ["NICE CG95"]}""")
    public record Why(
            @Schema(examples = "E04", required = true) String ruleId,

            @Schema(examples = "EMERGENCY", required = true) Disposition disposition,

            @Schema(examples = "Heart problems can be felt in the back", required = true)
            String reason,

            @Schema(description = "The answers that made it fire.", required = true)
            List<Because> because,

            @Schema(examples = "[\"NICE CG95\"]", required = true)
            List<String> sources) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            description = "One answer that counted.",
            examples =
                    "{\"finding\": \"feverish\", \"answer\": \"unknown\", \"readAs\": \"yes\", \"question\": \"Do you feel feverish?\"}")
    public record Because(
            @Schema(examples = "feverish", required = true) String finding,

            @Schema(
                    description = "What the person said: yes, no, unknown or a number.",
                    examples = "unknown",
                    required = true)
            String answer,

            @Schema(description = "How we read it, when more dangerously than it was said.", examples = "yes")
            Optional<String> readAs,

            @Schema(examples = "Do you feel feverish?", required = true)
            String question) {}

    @Schema(name = "UndecidedRule", description = "A more urgent rule that could not be decided.", examples = """
                    {"ruleId": "E03", "disposition": "EMERGENCY", "reason": "With a cancer history these need a scan within a day",
                     "needs": ["cancerHistory"]}""")
    public record Open(
            @Schema(examples = "E03", required = true) String ruleId,

            @Schema(examples = "EMERGENCY", required = true) Disposition disposition,

            @Schema(examples = "With a cancer history these need a scan within a day", required = true)
            String reason,

            @Schema(
                    description = "Exactly the findings that could settle it.",
                    examples = "[\"cancerHistory\"]",
                    required = true)
            List<String> needs) {}

    @Schema(
            description = "A question that is still open.",
            examples = "{\"finding\": \"feverish\", \"question\": \"Do you feel feverish?\"}")
    public record OpenQuestion(
            @Schema(examples = "feverish", required = true) String finding,

            @Schema(examples = "Do you feel feverish?", required = true)
            String question) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "Contradiction",
            description = "Two things a person said that do not fit together.",
            examples =
                    "{\"id\": \"C01\", \"text\": \"You wrote of a fever, but answered no.\", \"readAs\": \"feverish\"}")
    public record Contradicted(
            @Schema(examples = "C01", required = true) String id,

            @Schema(examples = "You wrote of a fever, but answered no.", required = true)
            String text,

            @Schema(description = "The finding that we read as yes for it.", examples = "feverish")
            Optional<String> readAs) {}
}
