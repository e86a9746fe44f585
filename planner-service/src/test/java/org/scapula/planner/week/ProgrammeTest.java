package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The weeks ahead, if all goes well.
class ProgrammeTest {

    @Test
    void twelveGoodWeeksGrowAndRestInBetween() {
        var programme = Programme.of(People.deskWorker(), People.MONDAY, 12, day -> Stage.CHRONIC);

        assertThat(programme.stopped()).isEmpty();
        assertThat(programme.weeks()).hasSize(12);
        assertThat(programme.weeks())
                .extracting(it -> it.week().weekIndex())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(programme.weeks().get(5).week().deload()).isTrue();
        assertThat(programme.weeks().get(10).hardSets())
                .isGreaterThanOrEqualTo(programme.weeks().getFirst().hardSets());
    }

    @Test
    void theCalendarBringsTheNextStageWhenItIsEarned() {
        var subacute = People.with(People.deskWorker(), People.picture(41, 3, Stage.SUBACUTE, Irritability.LOW));

        var programme = Programme.of(
                subacute,
                People.MONDAY,
                6,
                day -> day.isBefore(People.MONDAY.plusWeeks(1)) ? Stage.SUBACUTE : Stage.CHRONIC);

        assertThat(programme.weeks())
                .extracting(it -> it.week().stage())
                .startsWith(Stage.SUBACUTE, Stage.SUBACUTE, Stage.CHRONIC);
    }

    @Test
    void everyWeekAheadKeepsEveryRuleAndIsTheSameTwice() {
        LongStream.range(10_000, 10_120).forEach(seed -> {
            var facts = People.random(seed);
            var stage = facts.triage().picture().map(Picture::stage).orElse(Stage.ACUTE);

            var programme = Programme.of(facts, People.MONDAY, 8, day -> stage);

            assertThat(Programme.of(facts, People.MONDAY, 8, day -> stage)).isEqualTo(programme);
            assertThat(programme.weeks())
                    .allSatisfy(ahead -> assertThat(
                                    Verifier.check(Plans.of(ahead.facts(), ahead.week()), ahead.optimum()))
                            .as("person %d, week %d", seed, ahead.week().weekIndex())
                            .isEmpty());
            assertThat(programme.stopped().map(Outcome.Refused::ruleIds))
                    .isNotEqualTo(Optional.of(java.util.List.of()));
        });
    }
}
