package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each of the ways in which a row can hold, tried on an otherwise healthy person: it is enough, each part of it is
/// needed, and each number in it counts from exactly its threshold on.
class EveryWayRulesTest {

    static Stream<String> rowsOnAnswers() {
        return RULES.rules().stream()
                .filter(rule -> rule.disposition() != Disposition.SELF_CARE)
                .map(Rule::id)
                .filter(id -> !Set.of("U15", "R12", "R13", "R14").contains(id));
    }

    @ParameterizedTest
    @MethodSource("rowsOnAnswers")
    void everyWayIsEnoughAndEveryPartOfItIsNeeded(String id) {
        var row = People.row(id);
        var wrong = new ArrayList<String>();

        for (var way : row.condition().terms().ways()) {
            var person = People.healthyDeskWorker().with("durationDays", Answer.of("20"));
            for (var atom : way) {
                person = person.with(atom.finding(), just(atom));
            }
            if (!People.fires(id, RULES.judge(person))
                    || row.rule().disposition().outranks(RULES.judge(person).disposition())) {
                wrong.add("not enough: " + way);
            }
            for (var atom : way) {
                var without = person.with(atom.finding(), just(atom.not()));
                if (row.condition().in(People.known(without)) == Truth.TRUE) {
                    wrong.add("not needed: " + atom + " in " + way);
                }
            }
        }

        assertThat(row.condition().terms().ways()).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    // The answer that only just satisfies this part: at the threshold, or one step beyond where it is not included.
    static Answer just(Atom atom) {
        var finding = RULES.finding(atom.finding());
        return switch (atom.side()) {
            case YES -> Answer.YES;
            case NO -> Answer.NO;
            case AT_LEAST, AT_MOST -> new Answer.Number(BigDecimal.valueOf(atom.threshold()));
            case ABOVE -> new Answer.Number(BigDecimal.valueOf(atom.threshold()).add(DangerRulesTest.step(finding)));
            case BELOW ->
                new Answer.Number(BigDecimal.valueOf(atom.threshold()).subtract(DangerRulesTest.step(finding)));
        };
    }
}
