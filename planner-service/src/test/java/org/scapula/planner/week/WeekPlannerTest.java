package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeekPlannerTest {

    @Test
    void everyLineSaysWhyItIsThere() {
        var week = Plans.week(People.deskWorker());

        var reasons = week.items().map(Item::why);

        assertThat(reasons).allSatisfy(why -> {
            assertThat(why.text()).isNotBlank();
            assertThat(why.serves()).isNotEmpty();
            assertThat(why.doseSources()).isNotEmpty();
            assertThat(why.sources()).isNotEmpty();
        });
    }

    @Test
    void aSessionGoesFromWarmUpOverControlAndLoadToStretching() {
        var week = Plans.week(People.deskWorker());

        var monday = week.days().getFirst().sessions().getFirst().items();

        assertThat(monday).extracting(Item::phase).isSorted();
        assertThat(monday)
                .extracting(Item::exerciseClass)
                .containsSubsequence(
                        ExerciseClass.MOBILITY,
                        ExerciseClass.MOTOR_CONTROL,
                        ExerciseClass.STRENGTH,
                        ExerciseClass.STRETCH);
    }

    @Test
    void newPainGetsNoLoadAndIsToldThatStrengthComesLater() {
        var picture = People.picture(30, 5, Stage.ACUTE, Irritability.MODERATE);

        var week = Plans.week(People.with(People.deskWorker(), picture));

        assertThat(week.items()).noneMatch(it -> it.exerciseClass().loads());
        assertThat(week.coverageReasons())
                .anyMatch(it ->
                        it.subject().equals("SCAPULAR_STRENGTH") && it.cause() == CoverageReason.Cause.LATER_STAGE);
    }

    @Test
    void aStageThatAsksForLessThanTheSourceSaysSo() {
        var picture = People.picture(30, 7, Stage.ACUTE, Irritability.HIGH);

        var week = Plans.week(People.with(People.deskWorker(), picture));

        assertThat(week.items().filter(it -> it.exerciseId().equals("scapular-squeeze")))
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.reps()).isEqualTo(8);
                    assertThat(it.why().text()).contains("8 repetitions instead of 10");
                });
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void fiveMinutesOnOneDayWithoutAnythingStillMakeASmallWeek(Stage stage) {
        var person = People.equipment(People.minutes(People.days(People.person(), Set.of(Weekday.SUN)), 5), Set.of());
        var facts =
                People.with(People.with(People.deskWorker(), person), People.picture(30, 3, stage, Irritability.LOW));

        var week = Plans.week(facts);

        assertThat(WeekRules.check(Plans.of(facts, week))).isEmpty();
        assertThat(week.goals()).extracting(Goal::target).contains(Target.THORACIC_MOBILITY);
        assertThat(week.coverageReasons()).isNotEmpty();
    }

    @Test
    void fullWeekLoadsOnDaysThatAreFarApart() {
        var days = StrengthDays.among(List.of(Weekday.values()), 3);

        assertThat(days).containsExactlyInAnyOrder(Weekday.MON, Weekday.WED, Weekday.FRI);
    }

    @Test
    void sundayAndMondayAreNeighbours() {
        var days = StrengthDays.among(List.of(Weekday.SUN, Weekday.MON), 3);

        assertThat(days).hasSize(1);
    }

    @Test
    void aBandWithADoorAnchorServesAsAnAnchoredBand() {
        var anchored = People.equipment(
                People.avoiding(People.person(), Set.of("band-pull-apart", "ytw-raise", "superman", "bent-over-row")),
                Set.of(Equipment.RESISTANCE_BAND, Equipment.DOOR_ANCHOR));

        var week = Plans.week(People.with(People.deskWorker(), anchored));

        assertThat(week.items())
                .anyMatch(it -> it.equipment().equals(List.of(Equipment.RESISTANCE_BAND, Equipment.DOOR_ANCHOR)));
    }

    @Test
    void whoeverCannotGetDownToTheFloorStaysUpright() {
        var facts = People.with(People.deskWorker(), People.offTheFloor(People.person()));

        var week = Plans.week(facts);

        assertThat(week.items()).noneMatch(it -> it.position().onTheFloor());
    }

    @Test
    void aWeekMayStartInTheMiddle() {
        var person = People.days(People.person(), EnumSet.of(Weekday.MON, Weekday.THU));
        var facts = People.with(People.deskWorker(), person);

        var outcome = WeekPlanner.plan(facts, People.MONDAY.plusDays(2));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Planned.class,
                        planned -> assertThat(planned.week().days())
                                .extracting(Day::date)
                                .containsExactly(People.MONDAY.plusDays(3), People.MONDAY.plusDays(7)));
    }

    @Test
    void anUnknownAgeIsNotReadAsAdult() {
        var known = People.picture(30, 3, Stage.CHRONIC, Irritability.LOW);
        var unknown = new Picture(
                Optional.empty(),
                known.nprs(),
                known.stage(),
                known.irritability(),
                known.conditions(),
                known.activities(),
                known.forbids());

        var outcome = WeekPlanner.plan(People.with(People.deskWorker(), unknown), People.MONDAY);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.ruleIds()).containsExactly("H04"));
    }

    @Test
    void withoutCandidatesThereIsARefusalAndNotAnEmptyWeek() {
        var facts = People.deskWorker();

        var outcome = WeekPlanner.plan(new Facts(facts.triage(), facts.person(), List.of()), People.MONDAY);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.ruleIds()).containsExactly("H06"));
    }

    @Test
    void anOperationLongAgoNeedsNoClinicianAnymore() {
        var longAgo =
                new ReportedCondition(Condition.BREAST_SURGERY, Optional.of(30), Optional.empty(), Optional.empty());
        var facts = People.with(People.deskWorker(), People.conditions(People.person(), List.of(longAgo)));

        assertThatCode(() -> Plans.week(facts)).doesNotThrowAnyException();
    }

    @Test
    void whatTheCatalogueLeavesToAClinicianThePlannerRefuses() {
        var listed = StreamSupport.stream(
                        ShippedCatalogue.contraindications()
                                .get("noPlanConditions")
                                .spliterator(),
                        false)
                .map(it -> Condition.of(it.get("condition").asText()).orElseThrow())
                .toList();

        var outcomes = listed.stream()
                .map(it -> People.with(People.deskWorker(), People.conditions(People.person(), it)))
                .map(it -> WeekPlanner.plan(it, People.MONDAY));

        assertThat(outcomes).isNotEmpty().allMatch(Outcome.Refused.class::isInstance);
    }

    @Test
    void aWordThatIsNoConditionIsNotRead() {
        assertThat(Condition.of("sore_toe")).isEmpty();
        assertThat(Condition.of("axial_spa")).contains(Condition.AXIAL_SPA);
    }

    @Test
    void aFractureOfTheLastWeeksIsNotLoaded() {
        var recent =
                new ReportedCondition(Condition.VERTEBRAL_FRACTURE, Optional.of(6), Optional.empty(), Optional.empty());
        var facts = People.with(People.deskWorker(), People.conditions(People.person(), List.of(recent)));

        var week = Plans.week(facts);

        assertThat(week.items()).noneMatch(it -> it.exerciseClass().loads());
    }

    @Test
    void whatTriageForbidsIsLeftOutAndTheRuleIsNamed() {
        var picture = People.picture(41, 3, Stage.CHRONIC, Irritability.LOW);
        var limit = People.forbids(
                Set.of(), Set.of(ExerciseClass.STRENGTH, ExerciseClass.ISOMETRIC), Set.of(Tag.SHOULDER_ABOVE_90));
        var facts = People.with(People.deskWorker(), People.forbidding(picture, limit));

        var week = Plans.week(facts);

        assertThat(WeekRules.check(Plans.of(facts, week))).isEmpty();
        assertThat(week.items()).noneMatch(it -> it.exerciseClass().loads());
        assertThat(week.coverageReasons()).anySatisfy(it -> {
            assertThat(it.subject()).isEqualTo("SCAPULAR_STRENGTH");
            assertThat(it.reason()).contains("rule P08 of triage: Not with high pressure");
        });
    }

    @Test
    void aForbiddenPositionLeavesTheOthers() {
        var picture = People.picture(41, 3, Stage.CHRONIC, Irritability.LOW);
        var limit = People.forbids(Set.of(Position.SITTING, Position.KNEELING), Set.of(), Set.of());
        var facts = People.with(People.deskWorker(), People.forbidding(picture, limit));

        var permitted = Weeks.permitted(facts, Regimen.BUILD);

        assertThat(permitted.choices())
                .extracting(Choice::position)
                .doesNotContain(Position.SITTING, Position.KNEELING);
        assertThat(permitted.choices()).extracting(Choice::slug).contains("scapular-squeeze");
        assertThat(permitted.removals())
                .filteredOn(it -> it.candidate().slug().equals("childs-pose"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.ruleId()).isEqualTo("H57");
                    assertThat(it.because()).contains("P08");
                });
    }

    @Test
    void anOpenQuestionThatForbidsSaysSo() {
        var open = new Forbidden(
                "P19", Level.PRECAUTION, Set.of(), Set.of(), Set.of(Tag.FLOOR), "Head up.", true, false, List.of("S"));

        assertThat(open.words()).contains("P19").contains("open");
    }

    @Test
    void whatTheCatalogueDoesNotUseAtTheStageIsLeftOutAndTheReasonIsToldWhereAnAimFalls() {
        var picture = People.picture(30, 5, Stage.ACUTE, Irritability.MODERATE);
        var facts = People.with(People.deskWorker(), picture);
        var control = ShippedCatalogue.candidates().stream()
                .filter(it -> it.targets().contains(Target.SCAPULAR_CONTROL))
                .map(Candidate::slug)
                .toList();
        for (var slug : control) {
            facts = Edit.staged(facts, slug, Edit::unfit);
        }

        var week = Plans.week(facts);

        assertThat(WeekRules.check(Plans.of(facts, week))).isEmpty();
        assertThat(week.items()).extracting(Item::exerciseId).doesNotContainAnyElementsOf(control);
        assertThat(week.coverageReasons()).anySatisfy(it -> {
            assertThat(it.subject()).isEqualTo("SCAPULAR_CONTROL");
            assertThat(it.cause()).isEqualTo(CoverageReason.Cause.NOTHING_SUITABLE);
            assertThat(it.reason()).contains("the catalogue does not use it while the pain settles");
        });
    }

    @Test
    void aStageThatTheCatalogueIsSilentAboutIsNoLeave() {
        var facts = People.deskWorker();
        var silent = Edit.staged(
                facts, "scapular-squeeze", it -> it.stage() == Stage.CHRONIC ? Edit.at(Stage.ACUTE, it) : it);

        var permitted = Weeks.permitted(silent, Regimen.BUILD);

        assertThat(Weeks.permitted(facts, Regimen.BUILD).choices())
                .extracting(Choice::slug)
                .contains("scapular-squeeze");
        assertThat(permitted.removals())
                .filteredOn(it -> it.candidate().slug().equals("scapular-squeeze"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.ruleId()).isEqualTo("H59");
                    assertThat(it.because()).contains("does not say");
                });
    }

    @Test
    void theDoseOfTheStageNarrowsWhatTheSourceGives() {
        var facts = Edit.staged(People.deskWorker(), "scapular-squeeze", Edit.reps(5, 6));

        var week = Plans.week(facts);

        assertThat(WeekRules.check(Plans.of(facts, week))).isEmpty();
        assertThat(week.items().filter(it -> it.exerciseId().equals("scapular-squeeze")))
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.reps()).isEqualTo(6);
                    assertThat(it.why().text()).contains("6 repetitions instead of 10");
                    assertThat(it.why().doseSources()).contains("S");
                });
    }

    @Test
    void aStageDoseAboveTheSourceAsksForNoMoreThanTheSource() {
        var facts = Edit.staged(People.deskWorker(), "scapular-squeeze", Edit.reps(14, 15));

        var week = Plans.week(facts);

        assertThat(week.items().filter(it -> it.exerciseId().equals("scapular-squeeze")))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.reps()).isEqualTo(10));
    }

    @Test
    void nothingComesMoreOftenThanTheCatalogueSays() {
        var picture = People.picture(30, 7, Stage.ACUTE, Irritability.HIGH);
        var person = People.days(People.person(), EnumSet.allOf(Weekday.class));
        var facts = People.with(People.with(People.deskWorker(), person), picture);
        var seldom = Edit.staged(facts, "scapular-squeeze", Edit.often(Optional.empty(), Optional.of(2)));

        var week = Plans.week(seldom);

        assertThat(Plans.week(facts).items().filter(it -> it.exerciseId().equals("scapular-squeeze")))
                .hasSizeGreaterThan(2);
        assertThat(week.items().filter(it -> it.exerciseId().equals("scapular-squeeze")))
                .hasSize(2);
    }
}
