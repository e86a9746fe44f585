package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.assessment.Grounds.RuleSetId;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Knowledge;

/// Everything we ask, the most dangerous first; what to do in an emergency stands before the first question.
@Schema(name = "Questionnaire", description = "Everything that is asked, the most dangerous first.", examples = """
                {"emergencyFirst": "Call 112 now for chest pain or trouble breathing.",
                 "ruleSet": {"id": "f4af7c87-552a-3d01-95d3-6fb10f8a93a5", "version": "1", "hash": "9f2b7c"},
                 "notice": "This is information, not a diagnosis.",
                 "sections": [{"id": "chest", "title": "Heart and breathing", "questions": [
                   {"id": "breathless", "text": "Are you newly short of breath?", "type": "YES_NO", "redFlag": true,
                    "askedFor": ["E04", "E06"], "sources": ["NICE NG158"]}]}]}""")
public record QuestionnaireView(
        @Schema(
                description = "Shown before anything else.",
                examples = "Call 112 now for chest pain or trouble breathing.",
                required = true)
        String emergencyFirst,

        @Schema(required = true) RuleSetId ruleSet,

        @Schema(examples = "This is information, not a diagnosis.", required = true)
        String notice,

        @Schema(required = true) List<SectionView> sections) {

    @Schema(
            name = "Section",
            description = "A group of questions.",
            examples = "{\"id\": \"chest\", \"title\": \"Heart and breathing\", \"questions\": []}")
    public record SectionView(
            @Schema(examples = "chest", required = true) String id,

            @Schema(examples = "Heart and breathing", required = true)
            String title,

            @Schema(required = true) List<QuestionView> questions) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "Question",
            description = "One question. Every question may be answered \"unknown\".",
            examples = """
                    {"id": "nprsNow", "text": "How bad is the pain now?", "type": "INTEGER", "unit": "0-10", "min": 0, "max": 10,
                     "redFlag": false, "askedFor": ["S01"], "sources": ["S0-R02"]}""")
    public record QuestionView(
            @Schema(description = "The key in `answers`.", examples = "nprsNow", required = true)
            String id,

            @Schema(examples = "How bad is the pain now?", required = true)
            String text,

            @Schema(examples = "0 is no pain, 10 the worst you can think of.")
            Optional<String> help,

            @Schema(
                    type = SchemaType.STRING,
                    implementation = String.class,
                    enumeration = {"YES_NO", "INTEGER", "DECIMAL"},
                    examples = "INTEGER",
                    required = true)
            Finding.Type type,

            @Schema(examples = "0-10") Optional<String> unit,

            @Schema(type = SchemaType.NUMBER, examples = "0")
            Optional<BigDecimal> min,

            @Schema(type = SchemaType.NUMBER, examples = "10")
            Optional<BigDecimal> max,

            @Schema(
                    description = "A warning sign: must be answered \"no\" before self-care can be the answer.",
                    examples = "false",
                    required = true)
            boolean redFlag,

            @Schema(
                    description = "The rules that read it; none when it only shapes the plan.",
                    examples = "[\"S01\"]",
                    required = true)
            List<String> askedFor,

            @Schema(examples = "[\"S0-R02\"]", required = true)
            List<String> sources) {

        static QuestionView of(Finding finding, RuleSet rules) {
            return new QuestionView(
                    finding.id(),
                    finding.question(),
                    given(finding.help()),
                    finding.type(),
                    given(finding.unit()),
                    finding.min(),
                    finding.max(),
                    finding.redFlag(),
                    rules.askedFor(finding.id()),
                    finding.sources());
        }
    }

    static QuestionnaireView of(Knowledge knowledge) {
        var rules = knowledge.rules();
        return new QuestionnaireView(
                knowledge.say(knowledge.wording().emergencyFirst()),
                RuleSetId.of(knowledge),
                knowledge.say(knowledge.wording().notice()),
                rules.sections().stream()
                        .map(section ->
                                new SectionView(section.id(), section.title(), questionsOf(section.id(), rules)))
                        .toList());
    }

    private static List<QuestionView> questionsOf(String section, RuleSet rules) {
        return rules.findings().stream()
                .filter(finding -> finding.section().equals(section))
                .map(finding -> QuestionView.of(finding, rules))
                .toList();
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(words -> !words.isEmpty());
    }
}
