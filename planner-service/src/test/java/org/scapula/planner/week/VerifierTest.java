package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scapula.planner.filling.Filled;
import org.scapula.planner.filling.Rival;

class VerifierTest {

    private final Facts facts = People.deskWorker();
    private final Outcome.Planned planned = (Outcome.Planned) WeekPlanner.plan(facts, People.MONDAY);
    private final PlanToCheck plan = Plans.of(facts, planned.week());
    private final Optimum optimum = planned.optimum();

    @Test
    void aPlanThatKeepsTheRulesAndIsTheBestPasses() {
        assertThat(Verifier.check(plan, optimum)).isEmpty();
    }

    @Test
    void aWrongProofIsRefused() {
        var filled = optimum.filled();
        var proof = with(new Filled(filled.slugs(), filled.cost(), Map.of()));

        assertThat(Verifier.check(plan, proof)).extracting(Violation::ruleId).containsExactly(Verifier.OPTIMAL);
    }

    @Test
    void aPlanThatIsNotTheBestIsRefused() {
        var filled = optimum.filled();
        var slugs = new ArrayList<>(filled.slugs());
        for (var slot = 0; slot < slugs.size(); slot++) {
            var rival = Rival.of(optimum.filling(), filled, slot);
            if (rival.isPresent()) {
                slugs.set(slot, rival.get().slug());
                break;
            }
        }
        assertThat(slugs).isNotEqualTo(filled.slugs());

        var violations = Verifier.check(plan, with(new Filled(slugs, filled.cost(), filled.potentials())));

        assertThat(violations).isNotEmpty().extracting(Violation::ruleId).containsOnly(Verifier.OPTIMAL);
    }

    /// The proof is about another week than the one that is to leave.
    @Test
    void aWeekThatDoesNotHoldWhatWasChosenIsRefused() {
        var other = Edit.items(plan, day -> day == plan.week().days().getLast().day(), items -> {
            items.removeIf(it -> it.phase() == Phase.COOLDOWN);
            return items;
        });

        assertThat(Verifier.check(other, optimum)).extracting(Violation::ruleId).contains(Verifier.OPTIMAL);
    }

    /// The same exercises, on other days.
    @Test
    void aWeekThatHoldsThemElsewhereIsRefused() {
        var it = plan.week();
        var reversed = new Week(
                it.startsOn(),
                it.weekIndex(),
                it.deload(),
                it.stage(),
                it.irritability(),
                it.goals(),
                it.days().reversed(),
                it.movementBreak(),
                it.coverageReasons(),
                it.reviewDate());

        assertThat(Verifier.holdsWhatWasChosen(it, optimum)).isTrue();
        assertThat(Verifier.holdsWhatWasChosen(reversed, optimum)).isFalse();
    }

    @Test
    void aBrokenRuleIsNamedByItsId() {
        var fragile = Edit.reporting(plan, Condition.OSTEOPOROSIS);

        assertThat(Verifier.check(fragile, optimum))
                .extracting(Violation::ruleId)
                .contains("H12");
    }

    private Optimum with(Filled filled) {
        return new Optimum(optimum.objective(), optimum.filling(), filled, optimum.places(), optimum.removed());
    }
}
