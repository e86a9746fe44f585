package org.scapula.triage.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.MonotonicityException;
import org.scapula.triage.rules.Parameter;
import org.scapula.triage.rules.Rule;
import org.scapula.triage.rules.RuleSet;

/// A rule set for a clinician to read: nothing that decides is hidden.
@Schema(
        name = "RuleSet",
        description = "A rule set. All rows are evaluated; the most urgent that holds decides.",
        examples = "{" + RuleSetHead.EXAMPLE + """
                , "notice": "This is information, not a diagnosis.",
                 "parameters": [{"name": "feverFrom", "value": 38.0, "unit": "°C", "sources": ["NHSE 2020"]}],
                 "definitions": [{"name": "radiating", "condition": "armPain || legPain || bandPain"}],
                 "rules": [{"id": "E06", "disposition": "EMERGENCY", "when": "breathless", "condition": "breathless", "within": "now",
                   "where": "EMERGENCY_SERVICE", "reason": "Possible clot or collapsed lung", "readUnknownAs": [],
                   "reads": ["breathless"], "sources": ["NICE NG158"]}],
                 "monotonicityExceptions": []}""")
public record RuleSetView(
        @JsonUnwrapped RuleSetHead head,

        @Schema(examples = "This is information, not a diagnosis.", required = true)
        String notice,

        @Schema(description = "The thresholds.", required = true)
        List<ParameterView> parameters,

        @Schema(description = "Named parts of conditions; later ones may use earlier.", required = true)
        List<DefinitionView> definitions,

        @Schema(description = "The rows, the most urgent first.", required = true)
        List<RuleView> rules,

        @Schema(description = "Where a more dangerous answer may lead to a milder row, and why.", required = true)
        List<ExceptionView> monotonicityExceptions) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "Parameter",
            description = "A threshold.",
            examples = "{\"name\": \"feverFrom\", \"value\": 38.0, \"unit\": \"°C\", \"sources\": [\"NHSE 2020\"]}")
    public record ParameterView(
            @Schema(examples = "feverFrom", required = true) String name,

            @Schema(type = SchemaType.NUMBER, examples = "38.0", required = true)
            BigDecimal value,

            @Schema(examples = "°C") Optional<String> unit,
            @Schema(examples = "Reaching it counts.") Optional<String> note,

            @Schema(examples = "[\"NHSE 2020\"]", required = true)
            List<String> sources) {

        static ParameterView of(Parameter parameter) {
            return new ParameterView(
                    parameter.name(),
                    parameter.value(),
                    given(parameter.unit()),
                    given(parameter.note()),
                    parameter.sources());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Rule", description = "One row of the decision table.", examples = """
                    {"id": "E06", "disposition": "EMERGENCY", "when": "breathless", "condition": "breathless", "within": "now",
                     "where": "EMERGENCY_SERVICE", "reason": "Possible clot or collapsed lung", "readUnknownAs": [],
                     "reads": ["breathless"], "sources": ["NICE NG158"]}""")
    public record RuleView(
            @Schema(examples = "E06", required = true) String id,

            @Schema(examples = "EMERGENCY", required = true) Disposition disposition,

            @Schema(description = "The condition as written (CEL).", examples = "breathless", required = true)
            String when,

            @Schema(
                    description = "The condition as evaluated, with names spelled out.",
                    examples = "breathless",
                    required = true)
            String condition,

            @Schema(description = "`now` or an ISO 8601 duration.", examples = "now", required = true)
            String within,

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
            Rule.Place where,

            @Schema(examples = "Possible clot or collapsed lung", required = true)
            String reason,

            @Schema(examples = "Do not eat.") Optional<String> action,

            @Schema(
                    description = "Questions whose missing answer this row reads as the dangerous one.",
                    required = true)
            List<ReadUnknownAsView> readUnknownAs,

            @Schema(description = "The findings it looks at.", examples = "[\"breathless\"]", required = true)
            List<String> reads,

            @Schema(examples = "Kept although the pain has eased.")
            Optional<String> note,

            @Schema(examples = "[\"NICE NG158\"]", required = true)
            List<String> sources) {

        static RuleView of(Rule rule) {
            return new RuleView(
                    rule.id(),
                    rule.disposition(),
                    rule.when(),
                    rule.condition(),
                    rule.within(),
                    rule.where(),
                    rule.reason(),
                    given(rule.action()),
                    rule.readUnknownAs().entrySet().stream()
                            .map(ReadUnknownAsView::of)
                            .toList(),
                    rule.reads(),
                    given(rule.note()),
                    rule.sources());
        }
    }

    @Schema(
            name = "Definition",
            description = "A named part of conditions.",
            examples = "{\"name\": \"radiating\", \"condition\": \"armPain || legPain || bandPain\"}")
    public record DefinitionView(
            @Schema(examples = "radiating", required = true) String name,

            @Schema(examples = "armPain || legPain || bandPain", required = true)
            String condition) {

        static DefinitionView of(Map.Entry<String, String> definition) {
            return new DefinitionView(definition.getKey(), definition.getValue());
        }
    }

    @Schema(
            name = "ReadUnknownAs",
            description = "How a missing answer is read by one row.",
            examples =
                    "{\"finding\": \"legProblemDays\", \"value\": \"0\", \"why\": \"New trouble is the more urgent.\"}")
    public record ReadUnknownAsView(
            @Schema(examples = "legProblemDays", required = true)
            String finding,

            @Schema(examples = "0", required = true) String value,

            @Schema(examples = "New trouble is the more urgent.", required = true)
            String why) {

        static ReadUnknownAsView of(Map.Entry<String, Rule.ReadUnknownAs> reading) {
            return new ReadUnknownAsView(
                    reading.getKey(),
                    reading.getValue().value().spoken(),
                    reading.getValue().why());
        }
    }

    @Schema(
            name = "MonotonicityException",
            description = "An answer that may lead to a milder row although it is the more dangerous one.",
            examples =
                    "{\"finding\": \"ageYears\", \"rule\": \"U14\", \"reason\": \"Both ends of the range are dangerous.\"}")
    public record ExceptionView(
            @Schema(examples = "ageYears", required = true) String finding,
            @Schema(examples = "U14", required = true) String rule,

            @Schema(examples = "Both ends of the range are dangerous.", required = true)
            String reason) {

        static ExceptionView of(MonotonicityException exception) {
            return new ExceptionView(exception.finding(), exception.rule(), exception.reason());
        }
    }

    static RuleSetView of(KeptRuleSet kept, RuleSet rules, String notice) {
        return new RuleSetView(
                RuleSetHead.of(kept),
                notice,
                rules.parameters().stream().map(ParameterView::of).toList(),
                rules.definitions().entrySet().stream().map(DefinitionView::of).toList(),
                rules.rules().stream().map(RuleView::of).toList(),
                rules.monotonicityExceptions().stream().map(ExceptionView::of).toList());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(words -> !words.isEmpty());
    }
}
