package org.scapula.planner.week;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A template chooses among what the rules allow, and allows nothing: tried on made-up people with made-up templates.
class ClinicTemplateTest {

    private static final int PEOPLE = 3000;

    private static final List<String> SLUGS =
            ShippedCatalogue.candidates().stream().map(Candidate::slug).sorted().toList();

    @Test
    void everyWeekMadeWithATemplateKeepsEveryRule() {
        var violations = new ArrayList<String>();
        var weeks = new ArrayList<Week>();

        everybody(PEOPLE).forEach(facts -> {
            if (WeekPlanner.plan(facts, People.MONDAY)
                    instanceof Outcome.Planned(Week week, Onward _, Optimum optimum)) {
                weeks.add(week);
                Verifier.check(Plans.of(facts, week), optimum)
                        .forEach(it -> violations.add(it + " " + facts.person() + " " + facts.template()));
            }
        });

        assertThat(violations).isEmpty();
        assertThat(weeks).hasSizeGreaterThan(PEOPLE / 4);
    }

    @Test
    void aTemplateAllowsNothingThatWasNotAllowed() {
        everybody(1000).forEach(facts -> {
            var without = allowed(without(facts));

            var with = allowed(facts);

            assertThat(without).containsAll(with);
            assertThat(facts.template().orElseThrow().leftOut()).noneMatch(with::contains);
        });
    }

    /// Who leaves nothing out takes no plan away from anybody.
    @Test
    void whatATemplatePrefersOrPutsForwardRefusesNobody() {
        everybody(PEOPLE).forEach(facts -> {
            var template = facts.template().orElseThrow();
            var preferring =
                    People.with(facts, new ClinicTemplate("", template.goals(), template.preferred(), Set.of()));

            var outcome = WeekPlanner.plan(preferring, People.MONDAY);

            assertThat(outcome.getClass())
                    .as("%s %s", facts.person(), template)
                    .isEqualTo(WeekPlanner.plan(without(facts), People.MONDAY).getClass());
        });
    }

    /// Whatever came next by less than the template's points comes first when it is preferred, or at least as often.
    @Test
    void whatIsPreferredIsChosenWhereTwoAreClose() {
        var points = Objective.SHIPPED.points("preferred");
        var facts = People.deskWorker();
        var close = Plans.week(facts)
                .items()
                .flatMap(item -> item.why().runnerUp().stream())
                .filter(next -> next.lostBy() < points)
                .map(RunnerUp::slug)
                .distinct()
                .toList();
        assertThat(close).isNotEmpty();

        assertThat(close).allSatisfy(slug -> {
            var preferring = People.with(facts, new ClinicTemplate("", List.of(), Set.of(slug), Set.of()));
            var week = Plans.week(preferring);

            assertThat(times(week, slug)).isGreaterThan(times(Plans.week(facts), slug));
            assertThat(week.items().filter(item -> item.exerciseId().equals(slug)))
                    .allSatisfy(item -> assertThat(item.why().text()).contains("preferred by the clinic's template"));
        });
    }

    @Test
    void aPreferredExerciseThatIsContraindicatedStaysAway() {
        var ill = People.with(People.deskWorker(), People.conditions(People.person(), Condition.ANTICOAGULANT));
        var forbidden = WeekPlanner.removed(ill, People.MONDAY).stream()
                .filter(it -> it.ruleId().equals("H07"))
                .toList();
        assertThat(forbidden).isNotEmpty();
        var slugs = forbidden.stream().map(Removed::slug).collect(toSet());

        var preferring = People.with(ill, new ClinicTemplate("", List.of(), slugs, Set.of()));

        assertThat(WeekPlanner.removed(preferring, People.MONDAY)).containsAll(forbidden);
        assertThat(Plans.week(preferring).items().map(Item::exerciseId)).doesNotContainAnyElementsOf(slugs);
    }

    @Test
    void whatIsLeftOutIsToldWithTheNameOfTheTemplate() {
        var facts = People.with(
                People.deskWorker(), new ClinicTemplate("Desk", List.of(), Set.of(), Set.of("scapular-squeeze")));

        var removed = WeekPlanner.removed(facts, People.MONDAY);

        assertThat(removed)
                .filteredOn(it -> it.slug().equals("scapular-squeeze"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.ruleId()).isEqualTo("H62");
                    assertThat(it.because()).isEqualTo("the clinic's template \"Desk\" leaves it out");
                });
    }

    @Test
    void whatATemplateLeavesOutOfTheNextWeekIsToldAsAChange() {
        var week = Plans.week(People.deskWorker());
        var slug = week.items().map(Item::exerciseId).findFirst().orElseThrow();
        var facts = People.with(
                Weeks.withGoodWeeks(People.deskWorker(), 1),
                new ClinicTemplate("Desk", List.of(), Set.of(), Set.of(slug)));

        assertThat(Weeks.onward(facts).changes())
                .filteredOn(change -> change.subject().equals(slug))
                .extracting(Change::because)
                .containsExactly("The clinic's template leaves it out.");
    }

    @Test
    void goalsThatArePutForwardComeBeforeTheOthersAndTheMovementOfEveryWeekStaysFirst() {
        var facts = People.with(
                People.deskWorker(),
                new ClinicTemplate("", List.of(Target.NECK_MOBILITY, Target.THORACIC_MOBILITY), Set.of(), Set.of()));

        var goals = Plans.week(facts).goals();

        assertThat(goals.getFirst().target()).isEqualTo(Target.THORACIC_MOBILITY);
        assertThat(goals.get(1).target()).isEqualTo(Target.NECK_MOBILITY);
        assertThat(goals.get(1).because()).endsWith("; the clinic's template puts it forward");
    }

    @Test
    void theOrderOfItsListsChangesNothing() {
        everybody(300).forEach(facts -> {
            var it = facts.template().orElseThrow();
            var turned = new ClinicTemplate(it.name(), it.goals(), turned(it.preferred()), turned(it.leftOut()));

            assertThat(WeekPlanner.plan(People.with(facts, turned), People.MONDAY))
                    .isEqualTo(WeekPlanner.plan(facts, People.MONDAY));
        });
    }

    private static Set<String> turned(Set<String> slugs) {
        return new LinkedHashSet<>(new ArrayList<>(slugs).reversed());
    }

    private static long times(Week week, String slug) {
        return week.items().filter(item -> item.exerciseId().equals(slug)).count();
    }

    private static Facts without(Facts facts) {
        return new Facts(facts.triage(), facts.person(), facts.candidates(), facts.history());
    }

    private static Set<String> allowed(Facts facts) {
        var picture = facts.triage().picture().orElseThrow();
        return Weeks.permitted(facts, Regimen.of(picture.stage(), picture.irritability())).choices().stream()
                .map(Choice::slug)
                .collect(toSet());
    }

    private static Stream<Facts> everybody(int people) {
        return LongStream.range(0, people).mapToObj(seed -> People.with(People.random(seed), template(seed)));
    }

    private static ClinicTemplate template(long seed) {
        var random = new Random(seed);
        var goals = new ArrayList<>(List.of(Target.values()));
        Collections.shuffle(goals, random);
        return new ClinicTemplate(
                "Made up",
                goals.subList(0, random.nextInt(goals.size() + 1)),
                some(random, random.nextInt(12)),
                some(random, random.nextInt(6)));
    }

    private static Set<String> some(Random random, int count) {
        return random.ints(count, 0, SLUGS.size()).mapToObj(SLUGS::get).collect(toSet());
    }
}
