package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What was decided once is decided again, byte for byte, however the engine changes: a rule set of 2026 and the
/// decisions
/// of it stand here as they were. When this fails, the engine reads old rules in a new way, and no stored assessment
/// can be
/// replayed any more. Files here are added to; they are never written anew.
class ReplayForEverRulesTest {

    private static final String FIRST = "2026-11";

    @Test
    void everyDecisionOfThatTimeIsMadeAgain() {
        var rules = RuleSet.of(text("vocabulary.yaml"), text("rules.yaml"));
        var persons = persons(rules).toList();

        var decided = persons.stream()
                .map(person -> rules.judge(person).decisionHash())
                .toList();

        assertThat(decided)
                .hasSizeGreaterThan(300)
                .isEqualTo(List.of(text("decisions.txt").split("\n")));
    }

    @Test
    void theContentHasTheHashThatItHad() {
        assertThat(RuleSet.of(text("vocabulary.yaml"), text("rules.yaml")).hash())
                .isEqualTo(text("hash.txt").strip());
    }

    /// The persons of all examples, silent and with words of their own in turn.
    private static Stream<Answers> persons(RuleSet rules) {
        var words = text("words.txt").split("\n");
        var examples = rules.rules().stream()
                .flatMap(rule -> rule.examples().stream())
                .map(Rule.Example::answers)
                .toList();
        return Stream.iterate(0, at -> at + 1).limit(examples.size()).map(at -> {
            var person = Examples.person(rules.content().exampleBase(), examples.get(at));
            return at % 2 == 0 ? person : person.saying(words[at % words.length]);
        });
    }

    private static String text(String file) {
        var name = "/frozen/" + FIRST + "/" + file;
        try (var stream = Objects.requireNonNull(ReplayForEverRulesTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
