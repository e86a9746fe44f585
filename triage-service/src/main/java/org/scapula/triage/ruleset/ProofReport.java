package org.scapula.triage.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Milder;
import org.scapula.triage.rules.Proof;
import org.scapula.triage.rules.Proof.Method;
import org.scapula.triage.rules.Proof.Property;

/// What was proved of a rule set and how, for a clinician to read.
@Schema(
        description = "What was proved of a rule set and how. What failed comes first.",
        examples = "{" + ProofReport.EXAMPLE + "}")
public record ProofReport(
        @Schema(description = "Of the content that was looked at.", examples = "9f2b7c", required = true)
        String ruleSetHash,

        @Schema(description = "Whether everything holds.", examples = "false", required = true)
        boolean holds,

        @Schema(required = true) List<PropertyView> properties,

        @Schema(description = "One for each rule and property, those that fail first.", required = true)
        List<ClaimView> claims,

        @Schema(
                description =
                        "Persons whom the rules of the product name as examples and whom this rule set answers more"
                                + " mildly. Nobody forbids a clinic that, but it has to be seen.",
                required = true)
        List<MilderView> milderThanShipped,

        @Schema(description = "Made-up persons that were judged.", examples = "5120", required = true)
        int personsTried,

        @Schema(description = "Single answers that were changed.", examples = "40960", required = true)
        int movesTried) {

    static final String EXAMPLE = """
            "ruleSetHash": "9f2b7c", "holds": false,
            "properties": [{"property": "MONOTONE", "meaning": "A more dangerous answer never makes the outcome milder.", "holds": false}],
            "claims": [""" + ClaimView.EXAMPLE + "], \"milderThanShipped\": [" + MilderView.EXAMPLE
            + "], \"personsTried\": 5120, \"movesTried\": 40960";

    @Schema(
            name = "ProofProperty",
            description = "Something that a rule set has to be, and whether it is.",
            examples =
                    "{\"property\": \"MONOTONE\", \"meaning\": \"A more dangerous answer never makes the outcome milder.\", \"holds\": true}")
    public record PropertyView(
            @Schema(required = true) Property property,

            @Schema(examples = "A more dangerous answer never makes the outcome milder.", required = true)
            String meaning,

            @Schema(examples = "true", required = true) boolean holds) {

        static PropertyView of(Property property, Proof proof) {
            return new PropertyView(property, meaning(property), proof.holds(property));
        }

        private static String meaning(Property property) {
            return switch (property) {
                case EXAMPLES -> "Every rule holds of the examples that it names, and not of the others.";
                case MONOTONE ->
                    "A more dangerous or a withdrawn answer never makes the outcome milder; an answer to an open question"
                            + " lowers only what the open question had raised.";
                case TOTAL -> "Every complete set of answers gets an outcome.";
                case REACHABLE -> "Every rule can fire.";
                case UNREASSURING -> "No text promises what no questionnaire can know.";
            };
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "ProofClaim",
            description = "One thing that was to be shown of one rule.",
            examples = ClaimView.EXAMPLE)
    public record ClaimView(
            @Schema(required = true) Property property,

            @Schema(description = "The rule, or the whole.", examples = "rule U11", required = true)
            String where,

            @Schema(description = "Line of the rules' text; 0: the whole.", examples = "264", required = true)
            int line,

            @Schema(
                    description =
                            "SYNTAX: read off the condition. SEARCH: every case that can matter was tried. CONSTRUCTION:"
                                    + " the engine gives no other way. EXAMPLE: a person of whom it is true.",
                    required = true)
            Method method,

            @Schema(examples = "false", required = true) boolean holds,

            @Schema(examples = "yes instead of no to oneLegSwollen makes the outcome milder", required = true)
            String says,

            Optional<CounterExampleView> counterExample) {

        static final String EXAMPLE = """
                {"property": "MONOTONE", "where": "rule U11", "line": 264, "method": "SEARCH", "holds": false,
                 "says": "yes instead of no to oneLegSwollen makes the outcome milder", "counterExample": """ + CounterExampleView.EXAMPLE + "}";

        static ClaimView of(Proof.Claim claim) {
            return new ClaimView(
                    claim.property(),
                    claim.where(),
                    claim.line(),
                    claim.method(),
                    claim.holds(),
                    claim.says(),
                    claim.counterExample().map(CounterExampleView::of));
        }
    }

    @Schema(
            name = "ProofCounterExample",
            description = "A made-up person whose outcome becomes milder by one answer that must not do that.",
            examples = CounterExampleView.EXAMPLE)
    public record CounterExampleView(
            @Schema(
                    type = SchemaType.OBJECT,
                    additionalProperties = String.class,
                    description = "The answers that differ from the person who says no to every question.",
                    examples = "{\"ageYears\": \"70\"}",
                    required = true)
            Map<String, String> person,

            @Schema(description = "The answer that is changed.", examples = "oneLegSwollen", required = true)
            String finding,

            @Schema(examples = "no", required = true) String from,
            @Schema(examples = "yes", required = true) String to,

            @Schema(examples = "URGENT", required = true) Disposition before,

            @Schema(examples = "SELF_CARE", required = true) Disposition after,

            @Schema(description = "The rules that fired.", examples = "[\"U11\"]", required = true)
            List<String> firedBefore,

            @Schema(description = "The rules that fire then.", examples = "[\"S01\"]", required = true)
            List<String> firedAfter) {

        static final String EXAMPLE = """
                {"person": {"ageYears": "70"}, "finding": "oneLegSwollen", "from": "no", "to": "yes",
                 "before": "URGENT", "after": "SELF_CARE", "firedBefore": ["U11"], "firedAfter": ["S01"]}""";

        static CounterExampleView of(Proof.CounterExample found) {
            return new CounterExampleView(
                    found.person(),
                    found.finding(),
                    found.from(),
                    found.to(),
                    found.before(),
                    found.after(),
                    found.firedBefore(),
                    found.firedAfter());
        }
    }

    @Schema(
            name = "MilderThanShipped",
            description = "A person whom this rule set answers more mildly than the rules of the product.",
            examples = MilderView.EXAMPLE)
    public record MilderView(
            @Schema(description = "The product's rule that names this person.", examples = "U11", required = true)
            String ofRule,

            @Schema(
                    description = "The answers that differ from the person who says no to every question.",
                    examples = "oneLegSwollen=yes",
                    required = true)
            String person,

            @Schema(examples = "URGENT", required = true) Disposition there,

            @Schema(examples = "SELF_CARE", required = true) Disposition here) {

        static final String EXAMPLE =
                "{\"ofRule\": \"U11\", \"person\": \"oneLegSwollen=yes\", \"there\": \"URGENT\", \"here\": \"SELF_CARE\"}";

        static MilderView of(Milder milder) {
            return new MilderView(milder.ofRule(), milder.person(), milder.there(), milder.here());
        }
    }

    static ProofReport of(Proof proof, List<Milder> milder) {
        return new ProofReport(
                proof.ruleSetHash(),
                proof.holds(),
                Stream.of(Property.values())
                        .map(property -> PropertyView.of(property, proof))
                        .toList(),
                proof.claims().stream()
                        .sorted(Comparator.comparing(Proof.Claim::holds))
                        .map(ClaimView::of)
                        .toList(),
                milder.stream().map(MilderView::of).toList(),
                proof.personsTried(),
                proof.movesTried());
    }
}
