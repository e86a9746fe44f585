package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.week.Change.What;

/// Who comes to the hardest exercises of the catalogue, when, and who does not.
class HarderFormsTest {

    private static final String SIDE_PLANK = "side-plank";
    private static final String PLANK = "plank-forearm";

    @Test
    void afterAGoodWeekOfTheEasierFormTheHarderOneComesIn() {
        var facts = Weeks.withGoodWeeks(trained(), 1);

        var week = Weeks.planned(facts, People.MONDAY);

        assertThat(facts.history().getLast().doses()).containsKey(PLANK).doesNotContainKey(SIDE_PLANK);
        assertThat(week.items()).extracting(Item::exerciseId).contains(SIDE_PLANK);
        assertThat(violations(facts, week)).isEmpty();
    }

    @Test
    void thePlanSaysWhatItIsAHarderFormOf() {
        var onward = Weeks.onward(Weeks.withGoodWeeks(trained(), 1));

        assertThat(onward.changes())
                .filteredOn(change -> change.subject().equals(SIDE_PLANK))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.what()).isEqualTo(What.NEW);
                    assertThat(change.because())
                            .contains("harder", ShippedCatalogue.entry(PLANK).name());
                    assertThat(change.ruleIds()).containsExactly("H41", "H47");
                });
    }

    /// Everything that the catalogue means for lasting pain reaches somebody.
    @ParameterizedTest
    @ValueSource(strings = {"side-plank", "plank-rotation", "thoracic-extension-roller-overhead"})
    void eachOfTheHardestReachesSomebody(String slug) {
        var facts = Weeks.withGoodWeeks(ready(slug), 2);

        var week = Weeks.planned(facts, People.MONDAY);

        assertThat(week.items()).extracting(Item::exerciseId).contains(slug);
        assertThat(violations(facts, week)).isEmpty();
    }

    @Test
    void thoseAreAllOfTheHardest() {
        var hardest = ShippedCatalogue.candidates().stream()
                .filter(it -> it.level() >= HarderForms.LEVEL)
                .filter(it -> it.at(Stage.CHRONIC).filter(StageDose::fits).isPresent())
                .map(Candidate::slug);

        assertThat(hardest)
                .containsExactlyInAnyOrder(SIDE_PLANK, "plank-rotation", "thoracic-extension-roller-overhead");
    }

    @Test
    void aNoviceNeverGetsThere() {
        var facts = Weeks.withGoodWeeks(People.deskWorker(), 4);

        assertThat(removed(facts).ruleId()).isEqualTo("H39");
        assertThat(removed(facts).because()).contains("new to exercise");
    }

    @Test
    void nobodyBeginsWithIt() {
        assertThat(removed(trained()).ruleId()).isEqualTo("H39");
        assertThat(removed(trained()).because()).contains("first week");
    }

    @Test
    void aWeekOfWhichNothingWasDoneIsNoFirstWeekDone() {
        var facts = Weeks.withWeeks(trained(), 1, week -> Weeks.reported(week, it -> Weeks.skipped()));

        assertThat(removed(facts).ruleId()).isEqualTo("H39");
    }

    @ParameterizedTest
    @EnumSource(
            value = Rating.class,
            names = {"HURTS", "TOO_HARD"})
    void whatHurtOrWasTooHardLeadsToNothingHarder(Rating said) {
        var facts = Weeks.withWeeks(trained(), 1, week -> Weeks.reported(week, it -> Weeks.saying(it, PLANK, said)));

        assertThat(removed(facts).ruleId()).isEqualTo("H47");
        assertThat(removed(facts).because())
                .contains(ShippedCatalogue.entry(PLANK).name());
        assertThat(items(facts)).doesNotContain(SIDE_PLANK);
    }

    /// It stood in the first session only, and that was skipped.
    @Test
    void whatWasSkippedLeadsToNothingHarder() {
        var facts = Weeks.withWeeks(trained(), 1, week -> Weeks.told(onceOnly(week, PLANK), Weeks.skipped()));

        assertThat(facts.history().getLast().doses()).containsKey(PLANK);
        assertThat(facts.history().getLast().sessionsDone()).isEqualTo(1);
        assertThat(removed(facts).ruleId()).isEqualTo("H47");
    }

    private static PastWeek onceOnly(PastWeek week, String slug) {
        var first = week.sessions().getFirst().date();
        return Weeks.lines(
                week,
                lines -> lines.stream()
                        .filter(it -> !it.slug().equals(slug) || it.date().equals(first))
                        .toList());
    }

    @Test
    void nothingHarderComesInAfterAFlare() {
        assertThat(removed(after(it -> Weeks.report(1, 6, 1))).ruleId()).isEqualTo("H42");
    }

    @Test
    void norAfterABadMorning() {
        var facts = Weeks.withWeeks(trained(), 1, week -> Weeks.told(week, Weeks.report(1, 2, 5)));

        assertThat(Weeks.onward(facts).step()).isEqualTo(Step.DOWN);
        assertThat(removed(facts).ruleId()).isEqualTo("H43");
    }

    @Test
    void norInALighterWeek() {
        var weeks = new ArrayList<>(
                Weeks.withGoodWeeks(withoutTheHardest(trained()), 5).history());
        var facts = Weeks.after(trained(), weeks);

        assertThat(Weeks.onward(facts).step()).isEqualTo(Step.DELOAD);
        assertThat(removed(facts).ruleId()).isEqualTo("H46");
    }

    @Test
    void norAfterAWeekOfWhichTooLittleIsKnown() {
        var silent = new Report(
                Done.DONE,
                Optional.of(1),
                Optional.empty(),
                Optional.of(1),
                Optional.of(5),
                Map.of(PLANK, Rating.FINE),
                false,
                true);

        assertThat(removed(after(it -> silent)).ruleId()).isEqualTo("H41");
    }

    @Test
    void norAfterDaysThatWereMissed() {
        var facts = Weeks.withGoodWeeks(trained(), 1);

        assertThat(removed(facts, People.MONDAY.plusDays(7)).ruleId()).isEqualTo("H45");
    }

    @Test
    void norWhileAWeekIsNotOver() {
        var before = Weeks.withGoodWeeks(withoutTheHardest(trained()), 1);
        var second = Weeks.allWell(Weeks.planned(before, People.MONDAY), before);
        var anew = People.MONDAY.plusDays(5);
        var weeks = List.of(before.history().getFirst(), Weeks.livedUntil(anew, second));

        assertThat(removed(Weeks.after(trained(), weeks), anew).ruleId()).isEqualTo("H41");
    }

    @Test
    void norInTheWeekThatBeginsALaterStage() {
        var subacute = People.with(trained(), People.picture(41, 3, Stage.SUBACUTE, Irritability.LOW));
        var facts =
                People.with(Weeks.withGoodWeeks(subacute, 2), People.picture(41, 3, Stage.CHRONIC, Irritability.LOW));

        assertThat(Weeks.planned(facts, People.MONDAY).stage()).isEqualTo(Stage.CHRONIC);
        assertThat(removed(facts).ruleId()).isEqualTo("H41");
    }

    @Test
    void painThatIsMoreEasilyStirredKeepsItAway() {
        var sore = People.picture(41, 3, Stage.CHRONIC, Irritability.MODERATE);
        var facts = People.with(Weeks.withGoodWeeks(trained(), 2), sore);

        assertThat(removed(facts).ruleId()).isEqualTo("H47");
        assertThat(removed(facts).because()).contains("while movement comes back");
        assertThat(items(facts)).doesNotContain(SIDE_PLANK);
    }

    @Test
    void whereTheCatalogueLinksNothingEasierItStaysAway() {
        var facts = unlinked(Weeks.withGoodWeeks(trained(), 1));

        assertThat(removed(facts).ruleId()).isEqualTo("H47");
        assertThat(removed(facts).because()).contains("no easier form");
    }

    /// A clinic may have written the link at the easier exercise only.
    @Test
    void aLinkFromTheEasierFormIsEnough() {
        var facts = Weeks.withGoodWeeks(trained(), 1);
        var fromBelow =
                candidates(facts, it -> it.slug().equals(SIDE_PLANK) ? Edit.linked(it, List.of(), List.of()) : it);

        assertThat(items(fromBelow)).contains(SIDE_PLANK);
        assertThat(violations(fromBelow, Weeks.planned(fromBelow, People.MONDAY)))
                .isEmpty();
    }

    /// Whoever has come to it keeps it while a flare settles, with less of it.
    @Test
    void whoHasComeToItKeepsItAfterAFlareAndHasLessOfIt() {
        var before = Weeks.withGoodWeeks(trained(), 2);
        var facts = Weeks.withWeeks(
                trained(), 2, week -> week.index() == 2 ? Weeks.toldLast(week, Weeks.report(1, 6, 1)) : week);

        var week = Weeks.planned(facts, People.MONDAY);

        assertThat(facts.history().getLast().doses()).containsKey(SIDE_PLANK);
        assertThat(Weeks.onward(facts).step()).isEqualTo(Step.FLARE);
        assertThat(allowed(facts)).contains(SIDE_PLANK);
        assertThat(volume(week, SIDE_PLANK)).isLessThan(volume(Weeks.planned(before, People.MONDAY), SIDE_PLANK));
        assertThat(violations(facts, week)).isEmpty();
    }

    /// The rules are the same for a clinician's hand.
    @Test
    void aClinicianMayChooseItForWhoeverHasComeToIt() {
        var facts = Weeks.withGoodWeeks(trained(), 1);

        var edited = swapped(facts);

        assertThat(edited.impossible()).isEmpty();
        assertThat(edited.week().items()).extracting(Item::exerciseId).contains(SIDE_PLANK);
        assertThat(violations(facts, edited.week())).isEmpty();
    }

    @Test
    void aClinicianIsToldWhyNobodyBeginsWithIt() {
        assertThat(swapped(trained()).impossible())
                .extracting(Violation::ruleId)
                .containsExactly("H39");
    }

    private static Edited.Result swapped(Facts facts) {
        var week = Weeks.planned(withoutTheHardest(facts), People.MONDAY);
        return Edited.of(facts, week, List.of(new WeekEdit.Swap(PLANK, Optional.empty(), SIDE_PLANK)), "Seen today.");
    }

    /// Of anybody who comes to something hard: what it is a harder form of asks for no more in that week.
    @Test
    void aHarderFormIsTheOneThingThatChanges() {
        var seen = new TreeSet<String>();
        climbers().forEach(facts -> {
            if (WeekPlanner.plan(facts, People.MONDAY)
                    instanceof Outcome.Planned(Week week, Onward onward, Optimum optimum)) {
                var comes = comesIn(onward, week);
                var easier = ShippedCatalogue.candidates().stream()
                        .filter(it ->
                                comes.stream().map(ShippedCatalogue::entry).anyMatch(it::isEasierFormOf))
                        .map(Candidate::slug)
                        .toList();

                assertThat(Verifier.check(Plans.of(facts, week), optimum)).isEmpty();
                assertThat(onward.changes())
                        .filteredOn(
                                it -> easier.contains(it.subject()) && it.from().isPresent())
                        .allSatisfy(it -> assertThat(Integer.parseInt(it.to().orElseThrow()))
                                .isLessThan(Integer.parseInt(it.from().orElseThrow())));
                seen.addAll(comes);
            }
        });

        assertThat(seen).contains(SIDE_PLANK, "thoracic-extension-roller-overhead");
    }

    @Test
    void worsePainNeverAsksForMoreOfWhoeverHasComeFar() {
        climbers().forEach(facts -> {
            var mild = planned(facts).toList();
            for (var worse : WeekPropertiesTest.worse(facts.triage().picture().orElseThrow())) {
                var sore = planned(People.with(facts, worse)).toList();

                if (!mild.isEmpty() && !sore.isEmpty()) {
                    WeekPropertiesTest.asksForNoMore(mild.getFirst(), sore.getFirst(), facts);
                }
            }
        });
    }

    @Test
    void anotherConditionNeverAddsAnExerciseForWhoeverHasComeFar() {
        climbers().limit(60).forEach(facts -> {
            var before = allowed(facts);
            for (var condition : Condition.values()) {
                var conditions = new ArrayList<>(facts.person().conditions());
                conditions.add(ReportedCondition.of(condition));

                var after = allowed(People.with(facts, People.conditions(facts.person(), conditions)));

                assertThat(before).as("%s", condition).containsAll(after);
            }
        });
    }

    /// Experienced, with mild and lasting pain and some weeks behind them that went well.
    private static Stream<Facts> climbers() {
        return CLIMBERS.stream();
    }

    private static final List<Facts> CLIMBERS = Stream.iterate(0L, seed -> seed + 1)
            .limit(240)
            .flatMap(seed -> Histories.wentWell(seed).stream())
            .toList();

    private static Facts trained() {
        return People.trained(Set.of(), Set.of());
    }

    private static Facts ready(String slug) {
        return switch (slug) {
            case "plank-rotation" -> People.trained(Set.of(), Set.of(SIDE_PLANK, PLANK));
            case "thoracic-extension-roller-overhead" -> People.trained(Set.of(Equipment.FOAM_ROLLER), Set.of());
            default -> trained();
        };
    }

    private static Facts after(UnaryOperator<Report> change) {
        return Weeks.withWeeks(trained(), 1, week -> Weeks.reported(week, change));
    }

    /// As before there was anything that hard.
    private static Facts withoutTheHardest(Facts facts) {
        return new Facts(
                facts.triage(),
                facts.person(),
                facts.candidates().stream()
                        .filter(it -> it.level() < HarderForms.LEVEL)
                        .toList(),
                facts.history());
    }

    private static Facts unlinked(Facts facts) {
        return candidates(facts, it -> Edit.linked(it, List.of(), List.of()));
    }

    private static Facts candidates(Facts facts, UnaryOperator<Candidate> change) {
        return new Facts(
                facts.triage(),
                facts.person(),
                facts.candidates().stream().map(change).toList(),
                facts.history());
    }

    private static Removed removed(Facts facts) {
        return removed(facts, People.MONDAY);
    }

    private static Removed removed(Facts facts, LocalDate startsOn) {
        return WeekPlanner.removed(facts, startsOn).stream()
                .filter(it -> it.slug().equals(SIDE_PLANK))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> items(Facts facts) {
        return Weeks.planned(facts, People.MONDAY).items().map(Item::exerciseId).toList();
    }

    private static Set<String> allowed(Facts facts) {
        var left =
                new TreeSet<>(facts.candidates().stream().map(Candidate::slug).toList());
        WeekPlanner.removed(facts, People.MONDAY).forEach(it -> left.remove(it.slug()));
        return left;
    }

    private static int volume(Week week, String slug) {
        var volume = new TreeMap<String, Integer>();
        week.items().forEach(it -> volume.merge(it.exerciseId(), it.sets() * it.reps() * it.holdSec(), Integer::sum));
        return volume.getOrDefault(slug, 0);
    }

    private static List<String> comesIn(Onward onward, Week week) {
        var hard = week.items()
                .filter(it -> it.progressionLevel() >= HarderForms.LEVEL)
                .map(Item::exerciseId)
                .collect(Collectors.toSet());
        return onward.changes().stream()
                .filter(it -> it.what() == What.NEW && hard.contains(it.subject()))
                .map(Change::subject)
                .toList();
    }

    private static List<Violation> violations(Facts facts, Week week) {
        return WeekRules.check(Plans.of(facts, week));
    }

    private static Stream<Week> planned(Facts facts) {
        return switch (WeekPlanner.plan(facts, People.MONDAY)) {
            case Outcome.Planned(Week week, Onward _, Optimum _) -> Stream.of(week);
            case Outcome.Refused _ -> Stream.empty();
        };
    }
}
