package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.scapula.triage.rules.Proof.Claim;
import org.scapula.triage.rules.Proof.Method;
import org.scapula.triage.rules.Proof.Property;

/// The persons that each rule names as examples: of these it must hold, of those it must not.
final class Examples {

    private static final String GOT_WORSE = RuleSet.GOT_WORSE + "=";

    private Examples() {}

    static List<Claim> claims(RuleSet rules) {
        var claims = new ArrayList<Claim>();
        for (var row : rules.rows()) {
            var failing = row.rule().examples().stream()
                    .filter(example -> !comesTrue(rules, row, example))
                    .map(example -> complaint(rules, row, example))
                    .toList();
            claims.addAll(failing);
            if (failing.isEmpty()) {
                claims.add(Claim.holds(
                        Property.EXAMPLES,
                        where(row),
                        row.line(),
                        Method.EXAMPLE,
                        "All " + row.rule().examples().size() + " examples come true."));
            }
        }
        return claims;
    }

    static boolean comesTrue(RuleSet rules, RuleSet.Row row, Rule.Example example) {
        try {
            return fires(rules, row, example) == example.fires();
        } catch (IllegalArgumentException notAnAnswer) {
            return false;
        }
    }

    static Answers person(Answers base, String differences) {
        var person = base;
        for (var difference : differences.split(",")) {
            var said = difference.strip();
            if (said.startsWith(GOT_WORSE)) {
                person = person.gotWorse(Set.of(said.substring(GOT_WORSE.length())));
            } else if (!said.isEmpty()) {
                var parts = said.split("=", 2);
                person = person.with(parts[0].strip(), answer(parts.length > 1 ? parts[1].strip() : ""));
            }
        }
        return person;
    }

    private static Claim complaint(RuleSet rules, RuleSet.Row row, Rule.Example example) {
        return Claim.fails(
                Property.EXAMPLES,
                where(row),
                example.line(),
                Method.EXAMPLE,
                why(rules, row, example) + ": " + example.answers());
    }

    private static String why(RuleSet rules, RuleSet.Row row, Rule.Example example) {
        try {
            return fires(rules, row, example) ? "it holds, and must not" : "it does not hold, and must";
        } catch (IllegalArgumentException notAnAnswer) {
            return notAnAnswer.getMessage() + ", in the example";
        }
    }

    private static boolean fires(RuleSet rules, RuleSet.Row row, Rule.Example example) {
        return rules.judge(person(rules.content().exampleBase(), example.answers())).fired().stream()
                .anyMatch(fired -> fired.rule().equals(row.rule()));
    }

    private static String where(RuleSet.Row row) {
        return "rule " + row.rule().id();
    }

    private static Answer answer(String text) {
        return switch (text) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            case "?" -> Answer.UNKNOWN;
            default -> number(text);
        };
    }

    private static Answer number(String text) {
        try {
            return new Answer.Number(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is neither yes, no, ? nor a number");
        }
    }
}
