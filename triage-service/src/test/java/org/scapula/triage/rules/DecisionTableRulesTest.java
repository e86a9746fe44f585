package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of the decision table: when it fires, when it does not, and what an unknown answer does to it.
class DecisionTableRulesTest {

    record Open(String rule, String answers, String needs) {

        static Open of(String line) {
            var parts = line.split("\\|", -1);
            return new Open(parts[0].strip(), parts[1].strip(), parts[2]);
        }
    }

    static List<Open> open() {
        return People.lines("rows.txt").stream().map(Open::of).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("open")
    void anUnknownAnswerLeavesTheRowOpenAndTheRowSaysWhatItNeeds(Open line) {
        var answers = People.healthyBut(line.answers());

        var verdict = RULES.judge(answers);

        assertThat(People.fires(line.rule(), verdict)).isFalse();
        assertThat(verdict.disposition()).isNotEqualTo(Disposition.SELF_CARE);
        assertThat(needs(People.row(line.rule()).rule(), verdict, answers)).isEqualTo(People.list(line.needs()));
    }

    @Test
    void aRowThatHoldsIsNeverOutrankedByTheAnswer() {
        for (var rule : RULES.rules()) {
            for (var example : rule.examples()) {
                var verdict = RULES.judge(People.healthyBut(example.answers()));

                assertThat(People.fires(rule.id(), verdict))
                        .as(rule.id() + " " + example)
                        .isEqualTo(example.fires());
                assertThat(example.fires() && rule.disposition().outranks(verdict.disposition()))
                        .isFalse();
            }
        }
    }

    @Test
    void everyRowHasPersonsOfWhomItHoldsOfWhomNotAndWithAnUnknownAnswer() {
        var open = open();

        for (var rule : RULES.rules()) {
            assertThat(rule.examples())
                    .as(rule.id())
                    .anyMatch(Rule.Example::fires)
                    .anyMatch(one -> !one.fires());
            assertThat(rule.examples().stream().anyMatch(one -> one.answers().contains("=?"))
                            || open.stream().anyMatch(line -> line.rule().equals(rule.id())))
                    .as(rule.id())
                    .isTrue();
        }
    }

    @Test
    void everyFindingThatIsReadAsDangerousWhenUnknownHasAnExample() {
        for (var rule : RULES.rules()) {
            for (var finding : rule.readUnknownAs().keySet()) {
                assertThat(RULES.rules().stream()
                                .filter(other -> other.readUnknownAs().containsKey(finding))
                                .flatMap(other -> other.examples().stream()))
                        .as(finding)
                        .anyMatch(
                                example -> example.fires() && example.answers().contains(finding + "=?"));
            }
        }
    }

    @Test
    void theTableIsComplete() {
        var ids = RULES.rules().stream().map(Rule::id).toList();

        assertThat(ids)
                .containsExactly(
                        "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09", "E10", "E11", "E12", "E13",
                        "E14", "E15", "U01", "U02", "U03", "U04", "U05", "U06", "U07", "U08", "U09", "U10", "U11",
                        "U12", "U13", "U14", "U15", "R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09",
                        "R10", "R11", "R12", "R13", "R14", "S01");
        assertThat(RULES.rules())
                .allMatch(
                        rule -> rule.id().charAt(0) == rule.disposition().name().charAt(0));
    }

    // The verdict reports the rows that outrank it; what a row of the same rank needs is asked of the row itself.
    private static Set<String> needs(Rule rule, Verdict verdict, Answers answers) {
        if (rule.disposition().outranks(verdict.disposition())) {
            return verdict.undecided().stream()
                    .filter(row -> row.rule().id().equals(rule.id()))
                    .flatMap(row -> row.needs().stream())
                    .collect(Collectors.toSet());
        }
        return People.row(rule.id()).condition().needs(People.known(answers));
    }
}
