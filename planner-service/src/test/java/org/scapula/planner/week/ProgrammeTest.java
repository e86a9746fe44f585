package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
    void whatIsStillToComeOfTheLastWeekGoesWell() {
        var facts = withTheFirstWeek(People.MONDAY.minusWeeks(1));

        var programme = Programme.of(facts, People.MONDAY, 1, day -> Stage.CHRONIC);

        assertThat(programme.weeks().getFirst().onward().step()).isEqualTo(Step.UP);
    }

    @Test
    void whatNobodyLoggedOfTheDaysGoneByStaysMissed() {
        var facts = withTheFirstWeek(People.MONDAY);

        var programme = Programme.of(facts, People.MONDAY, 1, day -> Stage.CHRONIC);

        assertThat(programme.weeks().getFirst().onward().step()).isEqualTo(Step.RESTART);
    }

    @Test
    void twoGoalsGiveTwoProgrammes() {
        var sitting = towards(Target.THORACIC_MOBILITY, Target.NECK_MOBILITY, Target.UPPER_BACK_FLEXIBILITY);
        var running = towards(Target.CORE_STRENGTH, Target.THORACIC_MOBILITY);

        assertThat(goalsOf(sitting)).startsWith(Target.THORACIC_MOBILITY, Target.NECK_MOBILITY);
        assertThat(goalsOf(running)).startsWith(Target.THORACIC_MOBILITY, Target.CORE_STRENGTH);
        assertThat(exercisesOf(sitting)).isNotEqualTo(exercisesOf(running));
        assertThat(running.weeks().getFirst().week().goals().get(1).because())
                .isEqualTo("the trunk carries the upper back; your activity puts it forward");
    }

    @Test
    void whatIsNoAimOfAWeekBecomesNoneByAGoal() {
        var facts = People.with(People.deskWorker(), People.contexts(People.person(), Set.of()));

        var turning = Programme.of(
                facts.lookingAhead(List.of(), List.of(Target.NECK_MOBILITY)), People.MONDAY, 2, day -> Stage.CHRONIC);

        assertThat(goalsOf(turning)).isNotEmpty().doesNotContain(Target.NECK_MOBILITY);
    }

    private static Programme towards(Target... targets) {
        var facts = People.with(People.deskWorker(), People.minutes(People.person(), 15));
        return Programme.of(facts.lookingAhead(List.of(), List.of(targets)), People.MONDAY, 4, day -> Stage.CHRONIC);
    }

    private static List<Target> goalsOf(Programme programme) {
        return programme.weeks().getFirst().week().goals().stream()
                .map(Goal::target)
                .toList();
    }

    private static List<String> exercisesOf(Programme programme) {
        return programme.weeks().stream()
                .flatMap(ahead -> ahead.week().items())
                .map(Item::exerciseId)
                .toList();
    }

    /// Of whose sessions nobody has said anything.
    private static Facts withTheFirstWeek(LocalDate today) {
        var facts = People.deskWorker();
        var start = People.MONDAY.minusWeeks(1);
        var week = Weeks.planned(Weeks.assessedOn(facts, start), start);
        var lived = PastWeek.of(
                week,
                Weeks.baseline(facts),
                week.days().stream()
                        .map(day -> new PastSession(day.date(), 1, day.date().isBefore(today), Optional.empty()))
                        .toList());
        return facts.lookingAhead(List.of(lived), List.of());
    }

    private static List<Target> any(long seed) {
        var targets = new ArrayList<>(List.of(Target.values()));
        Collections.shuffle(targets, new Random(seed));
        return targets.subList(0, 3);
    }

    @Test
    void everyWeekAheadKeepsEveryRuleAndIsTheSameTwice() {
        LongStream.range(10_000, 10_120).forEach(seed -> {
            var facts = People.random(seed).lookingAhead(List.of(), any(seed));
            var stage = facts.triage().picture().map(Picture::stage).orElse(Stage.ACUTE);

            var programme = Programme.of(facts, People.MONDAY, 8, day -> stage);

            assertThat(Programme.of(facts, People.MONDAY, 8, day -> stage)).isEqualTo(programme);
            assertThat(programme.weeks())
                    .allSatisfy(ahead -> assertThat(
                                    Verifier.check(Plans.of(ahead.facts(), ahead.week()), ahead.optimum()))
                            .as("person %d, week %d", seed, ahead.week().weekIndex())
                            .isEmpty());
            assertThat(programme.stopped().map(Outcome.Refused::ruleIds)).isNotEqualTo(Optional.of(List.of()));
        });
    }
}
