package org.scapula.triage.rules;

import java.util.List;
import java.util.stream.Stream;

/// A person whom one rule set answers more mildly than another: nobody forbids a clinic that, but it has to be seen.
/// `person` are the answers that differ from one who says no to every question.
public record Milder(String ofRule, String person, Disposition there, Disposition here) {

    /// Of all persons that the rules of `other` name as examples, those whom `rules` answers more mildly.
    public static List<Milder> than(RuleSet other, RuleSet rules) {
        return other.rules().stream()
                .flatMap(rule -> rule.examples().stream().flatMap(example -> compared(other, rules, rule, example)))
                .distinct()
                .toList();
    }

    private static Stream<Milder> compared(RuleSet other, RuleSet rules, Rule rule, Rule.Example example) {
        var person = Examples.person(other.content().exampleBase(), example.answers());
        var there = other.judge(person).disposition();
        var here = rules.judge(person).disposition();
        return there.outranks(here) ? Stream.of(new Milder(rule.id(), example.answers(), there, here)) : Stream.empty();
    }
}
