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

    record Case(String rule, String outcome, String answers, String needs) {

        static Case of(String line) {
            var parts = (line + " ").split("\\|", -1);
            return new Case(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts.length > 3 ? parts[3] : "");
        }
    }

    static List<Case> cases() {
        return People.lines("rows.txt").stream().map(Case::of).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theRowDoesWhatTheTableSays(Case line) {
        var answers = People.healthyBut(line.answers());

        var verdict = RULES.judge(answers);

        var rule = People.row(line.rule()).rule();
        switch (line.outcome()) {
            case "fires" -> {
                assertThat(People.fires(line.rule(), verdict)).isTrue();
                assertThat(rule.disposition().outranks(verdict.disposition())).isFalse();
            }
            case "silent" -> {
                assertThat(People.fires(line.rule(), verdict)).isFalse();
                assertThat(undecided(verdict)).doesNotContain(line.rule());
            }
            case "open" -> {
                assertThat(People.fires(line.rule(), verdict)).isFalse();
                assertThat(verdict.disposition()).isNotEqualTo(Disposition.SELF_CARE);
                assertThat(needs(rule, verdict, answers)).isEqualTo(People.list(line.needs()));
            }
            default -> throw new IllegalArgumentException(line.outcome());
        }
    }

    @Test
    void everyRowHasACaseThatFiresOneThatDoesNotAndOneWithAnUnknownAnswer() {
        var cases = cases();

        for (var rule : RULES.rules()) {
            var own =
                    cases.stream().filter(line -> line.rule().equals(rule.id())).toList();
            assertThat(own).as(rule.id()).anyMatch(line -> line.outcome().equals("fires"));
            assertThat(own).as(rule.id()).anyMatch(line -> line.outcome().equals("silent"));
            assertThat(own).as(rule.id()).anyMatch(line -> line.answers().contains("=?"));
        }
    }

    @Test
    void everyFindingThatIsReadAsDangerousWhenUnknownHasACase() {
        var cases = cases();

        for (var rule : RULES.rules()) {
            for (var finding : rule.readUnknownAs().keySet()) {
                assertThat(RULES.rules().stream()
                                .filter(other -> other.readUnknownAs().containsKey(finding))
                                .map(Rule::id))
                        .as(finding)
                        .anyMatch(id -> cases.stream()
                                .anyMatch(line -> line.rule().equals(id)
                                        && line.outcome().equals("fires")
                                        && line.answers().contains(finding + "=?")));
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

    private static Set<String> undecided(Verdict verdict) {
        return verdict.undecided().stream().map(row -> row.rule().id()).collect(Collectors.toSet());
    }

    // The verdict reports the rows that outrank it; what a row of the same rank needs is asked of the row itself.
    private static Set<String> needs(Rule rule, Verdict verdict, Answers answers) {
        if (rule.disposition().outranks(verdict.disposition())) {
            return verdict.undecided().stream()
                    .filter(row -> row.rule().id().equals(rule.id()))
                    .flatMap(row -> row.needs().stream())
                    .collect(Collectors.toSet());
        }
        return People.row(rule.id()).condition().terms().needs(People.known(answers));
    }
}
