package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.scapula.planner.filling.Audit;
import org.scapula.planner.filling.Filling;
import org.scapula.planner.filling.Option;
import org.scapula.planner.filling.Ration;
import org.scapula.planner.filling.Slot;
import org.scapula.planner.filling.Solver;

/// A choice that is the best of the wrong possibilities, with a proof that holds for them: it does not leave.
class RecountTest {

    private static final int PEOPLE = 600;

    private final Facts facts = People.deskWorker();
    private final Outcome.Planned planned = (Outcome.Planned) WeekPlanner.plan(facts, People.MONDAY);
    private final PlanToCheck plan = Plans.of(facts, planned.week());
    private final Optimum optimum = planned.optimum();
    private final Filling filling = optimum.filling();

    /// It was to choose from and was not chosen; the best week without it is the same.
    private final String notChosen = filling.rations().keySet().stream()
            .filter(slug -> !optimum.filled().slugs().contains(slug))
            .filter(slug -> isTheSameWeek(dropping(slug)))
            .findFirst()
            .orElseThrow();

    @Test
    void otherPointsThanTheObjectiveGivesAreRefused() {
        var altered = solved(slots(slot -> options(slot, this::withLessForItsGoals)), filling.rations());

        refused(altered, notChosen + " has other points than the objective gives it");
    }

    /// What is worth too much comes into the week, and the week holds it: only the recount knows better.
    @Test
    void soAreThoseOfWhatWasChosen() {
        var altered = solved(slots(slot -> options(slot, this::withMoreForItsGoals)), filling.rations());
        assertThat(altered.filled().slugs()).isEqualTo(optimum.filled().slugs());

        refused(altered, optimum.filled().slugs().getFirst() + " has other points than the objective gives it");
    }

    @Test
    void aPossibilityThatIsMissingInOnePlaceIsRefused() {
        var at = IntStream.range(0, filling.slots().size())
                .filter(slot -> filling.slots().get(slot).option(notChosen).isPresent())
                .findFirst()
                .orElseThrow();
        var slots = new ArrayList<>(filling.slots());
        slots.set(at, without(slots.get(at), notChosen));

        refused(solved(slots, filling.rations()), "%s belongs to place %d".formatted(notChosen, at));
    }

    /// As a filter would that drops too much and says nothing.
    @Test
    void anExerciseThatIsNowhereToChooseFromIsRefused() {
        refused(dropping(notChosen), notChosen + " belongs to");
    }

    @Test
    void aRemovalByARuleThatDoesNotHoldIsRefused() {
        var dropped = dropping(notChosen);

        for (var rule : List.of("H07", "H09", "H10", "H24", "H35", "H38", "H39", "H42", "H54", "H57", "H59", "H61")) {
            var removed = new ArrayList<>(optimum.removed());
            removed.add(new Removed(notChosen, notChosen, List.of(), rule, "we say so"));

            refused(
                    removing(dropped, removed),
                    "%s is left out by %s, which does not hold for it.".formatted(notChosen, rule));
        }
    }

    /// Whatever was left out, and by whichever rule: without that rule it would have been there.
    @Test
    void aRemovalThatIsNotNamedIsRefused() {
        assertThat(optimum.removed()).isNotEmpty();
        for (var left : optimum.removed()) {
            var removed = optimum.removed().stream().filter(it -> it != left).toList();

            refused(removing(optimum, removed), left.slug() + " falls by ");
        }
    }

    @Test
    void whatAClinicianTookOutIsNamedAndNotChosen() {
        var slug = "scapular-squeeze";
        assertThat(optimum.filled().slugs()).contains(slug);
        var without = facts.without(List.of(new TakenOut(slug, "It pinches.")));

        var made = (Outcome.Planned) WeekPlanner.plan(without, People.MONDAY);

        assertThat(made.week().holds(slug)).isFalse();
        assertThat(made.optimum().removed())
                .filteredOn(it -> it.slug().equals(slug))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.ruleId()).isEqualTo("H10");
                    assertThat(it.because()).isEqualTo("a clinician took it out: It pinches");
                });
        assertThat(Verifier.check(Plans.of(without, made.week()), made.optimum()))
                .isEmpty();
        assertThat(Verifier.check(Plans.of(without, planned.week()), optimum))
                .extracting(Violation::ruleId)
                .contains("H10");
    }

    @Test
    void aPossibilityThatARemovalNamesIsRefused() {
        var offered = optimum.removed().stream()
                .map(it -> offering(
                        new Option(it.slug(), Map.of("neckRolling", -100)),
                        filling.slots().getFirst()))
                .filter(this::isTheSameWeek)
                .findFirst()
                .orElseThrow();

        refused(offered, " was to choose from and may not be done");
    }

    @Test
    void anExerciseOfAnotherKindThanThePlaceIsRefused() {
        var walk = filling.slots().stream()
                .filter(it -> it.options().size() == 1)
                .findFirst()
                .orElseThrow()
                .options()
                .getFirst();
        var offered = filling.slots().stream()
                .filter(it -> it.option(walk.slug()).isEmpty())
                .map(it -> offering(walk, it))
                .filter(this::isTheSameWeek)
                .findFirst()
                .orElseThrow();

        refused(offered, " and is not of its kind");
    }

    @Test
    void anotherRationIsRefused() {
        var ration = Optional.ofNullable(filling.rations().get(notChosen)).orElseThrow();
        for (var other : List.of(
                new Ration(ration.aDay() + 1, ration.aWeek(), ration.again()),
                new Ration(ration.aDay(), ration.aWeek() + 1, ration.again()),
                new Ration(ration.aDay(), ration.aWeek(), ration.again() + 1))) {
            var rations = new TreeMap<>(filling.rations());
            rations.put(notChosen, other);

            refused(solved(filling.slots(), rations), notChosen + " may come otherwise");
        }
    }

    /// Places that ask for too much keep out what should have been there.
    @Test
    void aPlaceThatTakesTooLittleOfTheTimeIsRefused() {
        refused(
                asking(it -> new Place(
                        it.goals(), it.straightens(), it.brief(), it.seconds() / 2, it.sets(), it.rpe(), it.only())),
                "The places of a session share");
    }

    @Test
    void moreThanTwoPlacesForAGoalAreRefused() {
        refused(
                asking(it -> new Place(
                        Set.of(Target.THORACIC_MOBILITY),
                        it.straightens(),
                        it.brief(),
                        it.seconds(),
                        it.sets(),
                        it.rpe(),
                        it.only())),
                "places are kept for THORACIC_MOBILITY");
    }

    @Test
    void aPlaceForLessThanItCouldHoldIsRefused() {
        refused(
                asking(it -> new Place(
                        Set.of(), it.straightens(), it.brief(), it.seconds(), it.sets(), it.rpe(), it.only())),
                " and was not to choose from");
    }

    @Test
    void anotherObjectiveIsRefused() {
        var weights = new TreeMap<>(Objective.SHIPPED.weights());
        var declared = Objective.SHIPPED;
        weights.computeIfPresent("goal", (name, it) -> new Objective.Weight(it.points() + 1, it.what(), it.reason()));
        var other = new Optimum(
                new Objective(declared.version(), declared.hash(), weights),
                filling,
                optimum.filled(),
                optimum.places(),
                optimum.removed());

        refused(other, "another objective than the declared one");
    }

    @Test
    void whatThePlannerChoseFromIsWhatThePersonMayDo() {
        var weeks = new TreeSet<Long>();
        var later = new TreeSet<Long>();
        var complaints = new ArrayList<String>();

        LongStream.range(0, PEOPLE).forEach(person -> {
            var somebody = Histories.random(person);
            if (WeekPlanner.plan(somebody, People.MONDAY) instanceof Outcome.Planned made) {
                (somebody.history().isEmpty() ? weeks : later).add(person);
                Recount.complaints(Plans.of(somebody, made.week()), made.optimum())
                        .forEach(it -> complaints.add(person + ": " + it));
            }
        });

        assertThat(complaints).isEmpty();
        assertThat(weeks).hasSizeGreaterThan(PEOPLE / 10);
        assertThat(later).hasSizeGreaterThan(PEOPLE / 10);
    }

    /// A week after the lighter one: what was last week's is what that one held.
    @Test
    void soAreThoseOfAWeekAfterALighterOne() {
        var complaints = new ArrayList<String>();
        var lighter = new TreeSet<Long>();

        LongStream.range(0, 40).forEach(person -> {
            var somebody = People.random(person);
            if (WeekPlanner.plan(somebody, People.MONDAY) instanceof Outcome.Planned) {
                var later = Weeks.withGoodWeeks(somebody, 6);
                if (later.history().getLast().deload()
                        && WeekPlanner.plan(later, People.MONDAY) instanceof Outcome.Planned made) {
                    lighter.add(person);
                    Recount.complaints(Plans.of(later, made.week()), made.optimum())
                            .forEach(it -> complaints.add(person + ": " + it));
                }
            }
        });

        assertThat(complaints).isEmpty();
        assertThat(lighter).isNotEmpty();
    }

    private void refused(Optimum altered, String because) {
        assertThat(Audit.complaints(altered.filling(), altered.filled())).isEmpty();

        var violations = Verifier.check(plan, altered);

        assertThat(violations).extracting(Violation::ruleId).containsOnly(Verifier.OPTIMAL);
        assertThat(violations).extracting(Violation::sentence).anyMatch(it -> it.contains(because));
    }

    private List<Slot> slots(UnaryOperator<Slot> change) {
        return filling.slots().stream().map(change).collect(Collectors.toList());
    }

    private static Slot options(Slot slot, UnaryOperator<Option> change) {
        return new Slot(
                slot.day(),
                slot.session(),
                slot.place(),
                slot.options().stream().map(change).toList());
    }

    private Option withLessForItsGoals(Option option) {
        return option.slug().equals(notChosen) ? earning(option, -1) : option;
    }

    private Option withMoreForItsGoals(Option option) {
        return option.slug().equals(optimum.filled().slugs().getFirst()) ? earning(option, 1) : option;
    }

    private static Option earning(Option option, int more) {
        var points = new TreeMap<>(option.points());
        points.merge("goal", more, Integer::sum);
        return new Option(option.slug(), points);
    }

    private static Slot without(Slot slot, String slug) {
        return new Slot(
                slot.day(),
                slot.session(),
                slot.place(),
                slot.options().stream().filter(it -> !it.slug().equals(slug)).toList());
    }

    private Optimum dropping(String slug) {
        var rations = new TreeMap<>(filling.rations());
        rations.keySet().remove(slug);
        return solved(slots(slot -> without(slot, slug)), rations);
    }

    private Optimum offering(Option option, Slot where) {
        var rations = new TreeMap<>(filling.rations());
        rations.putIfAbsent(option.slug(), new Ration(1, 1, 0));
        var slots = slots(slot -> {
            var options = new ArrayList<>(slot.options());
            if (slot.equals(where)) {
                options.add(option);
            }
            return new Slot(slot.day(), slot.session(), slot.place(), options);
        });
        return solved(slots, rations);
    }

    private boolean isTheSameWeek(Optimum other) {
        return other.filled().slugs().equals(optimum.filled().slugs());
    }

    /// The best of these, with its proof.
    private Optimum solved(List<Slot> slots, Map<String, Ration> rations) {
        var other = Filling.of(slots, rations);
        return new Optimum(optimum.objective(), other, Solver.best(other), optimum.places(), optimum.removed());
    }

    private static Optimum removing(Optimum it, List<Removed> removed) {
        return new Optimum(it.objective(), it.filling(), it.filled(), it.places(), removed);
    }

    private Optimum asking(UnaryOperator<Place> change) {
        return new Optimum(
                optimum.objective(),
                filling,
                optimum.filled(),
                optimum.places().stream().map(change).toList(),
                optimum.removed());
    }
}
