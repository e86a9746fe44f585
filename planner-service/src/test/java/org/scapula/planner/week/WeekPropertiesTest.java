package org.scapula.planner.week;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds of every plan, tried on some thousand made-up people with the shipped catalogue.
class WeekPropertiesTest {

    private static final int PEOPLE = 4000;

    @Test
    void everyWeekKeepsEveryRuleAndEveryRefusalNamesItsRules() {
        var refusals = new TreeMap<String, Integer>();
        var violations = new ArrayList<String>();

        everybody().forEach(facts -> {
            switch (WeekPlanner.plan(facts, People.MONDAY)) {
                case Outcome.Planned(Week week, Onward _, Optimum optimum) ->
                    Verifier.check(Plans.of(facts, week), optimum)
                            .forEach(it -> violations.add(it + " " + facts.person()));
                case Outcome.Refused refused -> {
                    assertThat(refused.ruleIds()).isNotEmpty().allMatch(it -> it.matches("H\\d\\d"));
                    assertThat(refused.reasons()).isNotEmpty().noneMatch(String::isBlank);
                    refused.ruleIds().forEach(it -> refusals.merge(it, 1, Integer::sum));
                }
            }
        });

        System.out.printf("Of %d people refused, by rule (a person may count twice): %s%n", PEOPLE, refusals);
        assertThat(violations).isEmpty();
    }

    /// A replacement may come in, but only one that was allowed before: nothing becomes allowed by being ill.
    @Test
    void anotherConditionNeverAddsAnExercise() {
        everybody().limit(300).forEach(facts -> {
            var before = allowed(facts);
            for (var condition : Condition.values()) {
                var conditions = new ArrayList<>(facts.person().conditions());
                conditions.add(ReportedCondition.of(condition));
                var ill = People.with(facts, People.conditions(facts.person(), conditions));

                var after = allowed(ill);

                assertThat(before).as("%s", condition).containsAll(after);
            }
        });
    }

    @Test
    void anotherLimitOfTriageNeverAddsAnExerciseAndTakesAwayWhatItNames() {
        everybody().limit(300).forEach(facts -> {
            var before = allowed(facts);
            var picture = facts.triage().picture().orElseThrow();
            for (var tag : Tag.values()) {
                var limit = People.forbids(Set.of(), Set.of(), Set.of(tag));
                var limited = People.with(facts, People.forbidding(picture, limit));
                var unlimited = allowed(People.with(facts, People.forbidding(picture)));

                var after = allowed(limited);

                assertThat(unlimited).as("%s", tag).containsAll(after).containsAll(before);
                assertThat(ShippedCatalogue.candidates().stream()
                                .filter(it -> it.tags().contains(tag))
                                .map(Candidate::slug))
                        .doesNotContainAnyElementsOf(after);
            }
        });
    }

    @Test
    void whatAWeekHoldsWasAllowed() {
        everybody().limit(1000).forEach(facts -> {
            var week = planned(facts);

            var held = week.flatMap(Week::items).map(Item::exerciseId).collect(toSet());

            assertThat(allowed(facts)).containsAll(held);
        });
    }

    @Test
    void worsePainNeverAsksForMore() {
        everybody().limit(1500).forEach(facts -> {
            var milder = facts.triage().picture().orElseThrow();
            for (var worse : worse(milder)) {
                var mild = planned(facts).toList();
                var sore = planned(People.with(facts, worse)).toList();

                if (!mild.isEmpty() && !sore.isEmpty()) {
                    asksForNoMore(mild.getFirst(), sore.getFirst(), facts);
                }
            }
        });
    }

    /// Days that stay free and goals that wait are said, with the reason.
    @Test
    void whateverWasAskedForAndIsMissingHasAReason() {
        everybody()
                .forEach(facts -> planned(facts).forEach(week -> {
                    var said = week.coverageReasons().stream()
                            .map(CoverageReason::subject)
                            .toList();
                    var used = week.days().stream().map(Day::day).collect(toSet());

                    facts.person().days().stream()
                            .filter(day -> !used.contains(day))
                            .forEach(day ->
                                    assertThat(said).as("%s", facts.person()).contains(day.name()));
                    var regimen = Regimen.of(week.stage(), week.irritability());
                    assertThat(said.contains("SESSION_MINUTES"))
                            .isEqualTo(facts.person().minutesPerSession() > regimen.sessionMinutes());
                    assertThat(said.contains("SESSIONS_PER_DAY"))
                            .isEqualTo(facts.person().sessionsPerDay() > regimen.sessionsPerDay());
                    assertThat(week.coverageReasons())
                            .extracting(CoverageReason::reason)
                            .noneMatch(String::isBlank);
                }));
    }

    @Test
    void lessTimeOrFewerThingsMakeAWeekSmallerOrRefusedButNeverWrong() {
        everybody().limit(600).forEach(facts -> {
            var person = facts.person();
            var poorer = Stream.of(
                    People.equipment(person, Set.of()),
                    People.minutes(person, 5),
                    People.minutes(person, Math.max(5, person.minutesPerSession() / 2)));

            var violations = poorer.map(it -> People.with(facts, it))
                    .flatMap(it -> planned(it).flatMap(week -> WeekRules.check(Plans.of(it, week)).stream()));

            assertThat(violations).isEmpty();
        });
    }

    @Test
    void theOrderOfTheFactsChangesNothing() {
        everybody().limit(500).forEach(facts -> {
            var candidates = new ArrayList<>(facts.candidates());
            Collections.shuffle(candidates, new Random(7));
            var it = facts.person();
            var conditions = new ArrayList<>(it.conditions()).reversed();
            var person = new Person(
                    new LinkedHashSet<>(new ArrayList<>(it.days()).reversed()),
                    it.minutesPerSession(),
                    it.sessionsPerDay(),
                    it.equipment(),
                    it.contexts(),
                    it.experience(),
                    conditions,
                    it.avoid(),
                    it.canFloorTransfer());

            var shuffled = WeekPlanner.plan(new Facts(facts.triage(), person, candidates), People.MONDAY);

            assertThat(shuffled).isEqualTo(WeekPlanner.plan(facts, People.MONDAY));
        });
    }

    @Test
    void whoeverMustBeSeenFirstGetsNoWeekAndNoNameOfAnExercise() {
        var names = ShippedCatalogue.candidates().stream().map(Candidate::name).toList();
        for (var disposition : List.of(Disposition.EMERGENCY, Disposition.URGENT, Disposition.ROUTINE_CLINICIAN)) {
            everybody().limit(200).forEach(facts -> {
                var triage = facts.triage();
                var urgent = new Triage(
                        triage.assessmentId(),
                        disposition,
                        triage.assessedOn(),
                        triage.unknownRedFlags(),
                        triage.picture());

                var outcome = WeekPlanner.plan(new Facts(urgent, facts.person(), facts.candidates()), People.MONDAY);

                assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.ruleIds()).contains("H01");
                    assertThat(String.join(" ", refused.reasons())).doesNotContain(names);
                });
            });
        }
    }

    static void asksForNoMore(Week mild, Week sore, Facts facts) {
        assertThat(hardSets(sore)).as("hard sets of %s", facts.person()).isLessThanOrEqualTo(hardSets(mild));
        noHigher("hold", most(mild, Item::holdSec), most(sore, Item::holdSec));
        noHigher("RPE", most(mild, Item::rpe), most(sore, Item::rpe));
    }

    private static void noHigher(String what, Map<String, Integer> mild, Map<String, Integer> sore) {
        sore.forEach((slug, value) ->
                assertThat(value).as("%s of %s", what, slug).isLessThanOrEqualTo(mild.getOrDefault(slug, value)));
    }

    static List<Picture> worse(Picture it) {
        var worse = new ArrayList<Picture>();
        for (var stage : Stage.values()) {
            for (var irritability : Irritability.values()) {
                if (stage.compareTo(it.stage()) <= 0 && irritability.compareTo(it.irritability()) <= 0) {
                    worse.add(it.with(stage, irritability));
                }
            }
        }
        return worse;
    }

    private static int hardSets(Week week) {
        return SessionDraft.hardSetsOf(week.items().toList());
    }

    private static Map<String, Integer> most(Week week, ToIntFunction<Item> of) {
        var most = new TreeMap<String, Integer>();
        week.items().forEach(it -> most.merge(it.exerciseId(), of.applyAsInt(it), Integer::max));
        return most;
    }

    private static Set<String> allowed(Facts facts) {
        var picture = facts.triage().picture().orElseThrow();
        return Weeks.permitted(facts, Regimen.of(picture.stage(), picture.irritability())).choices().stream()
                .map(Choice::slug)
                .collect(toSet());
    }

    private static Stream<Week> planned(Facts facts) {
        return switch (WeekPlanner.plan(facts, People.MONDAY)) {
            case Outcome.Planned(Week week, Onward _, Optimum _) -> Stream.of(week);
            case Outcome.Refused _ -> Stream.empty();
        };
    }

    private static Stream<Facts> everybody() {
        return LongStream.range(0, PEOPLE).mapToObj(People::random);
    }
}
