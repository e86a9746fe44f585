package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A clinician's approval opens what the rules leave to a clinician, and nothing else; what the body cannot bear stays
/// left out.
class ApprovedTest {

    private static final Set<Tag> NOT_IN_LATE_PREGNANCY =
            Set.of(Tag.SUPINE, Tag.PRONE, Tag.SPINE_EXTENSION_PRONE, Tag.BREATH_HOLD_RISK);
    private static final Set<Tag> NOT_AFTER_AN_OPERATION =
            Set.of(Tag.PLANK_FAMILY, Tag.SPINE_EXTENSION_PRONE, Tag.OVERHEAD_LOAD);

    @Test
    void withApprovalSomebodyOfSixteenHasAWeek() {
        var facts = People.approved(aged(16));

        var week = Plans.week(facts);

        assertThat(WeekRules.check(Plans.of(facts, week))).isEmpty();
        assertThat(week.items()).isNotEmpty();
    }

    @Test
    void withoutItTheySaySoAndThatAClinicianMustAgree() {
        var refused = refused(aged(16));

        assertThat(refused.ruleIds()).containsExactly("H04");
        assertThat(refused.reasons()).containsExactly("You are under 18. A clinician must agree first.");
    }

    /// A clinician who says that self-care is enough has not chosen exercises with anybody.
    @Test
    void approvalCountsOnlyWhereTriageAsksForAClinician() {
        var it = aged(16).triage();
        var selfCare = new Triage(
                it.assessmentId(), it.disposition(), it.assessedOn(), it.unknownRedFlags(), it.picture(), true);
        var facts = new Facts(selfCare, People.person(), ShippedCatalogue.candidates());

        assertThat(refused(facts).ruleIds()).containsExactly("H04");
        assertThat(WeekRules.leavesTheYoungToAClinician(Plans.of(facts, Plans.week(People.deskWorker()))))
                .isNotEmpty();
    }

    @Test
    void anUnknownAgeStaysClosedWhoeverApproves() {
        var it = People.picture(41, 3, Stage.CHRONIC, Irritability.LOW);
        var unknown = new Picture(
                Optional.empty(),
                it.nprs(),
                it.stage(),
                it.irritability(),
                it.conditions(),
                it.activities(),
                it.forbids());
        var facts = People.approved(People.with(People.deskWorker(), unknown));

        assertThat(refused(facts).ruleIds()).containsExactly("H04");
        assertThat(WeekRules.leavesTheYoungToAClinician(Plans.of(facts, Plans.week(People.deskWorker()))))
                .isNotEmpty();
    }

    /// Triage may not know the age, or may forbid everything for another reason.
    @Test
    void whatTriageForbidsForAnotherReasonOrForWantOfAnAnswerStaysForbidden() {
        var picture = People.picture(41, 3, Stage.CHRONIC, Irritability.LOW);
        var assumed = new Forbidden(
                "P06",
                Level.ABSOLUTE,
                Set.of(),
                Set.of(ExerciseClass.values()),
                Set.of(),
                "So.",
                true,
                true,
                List.of());
        var other = new Forbidden(
                "P05",
                Level.ABSOLUTE,
                Set.of(),
                Set.of(ExerciseClass.values()),
                Set.of(),
                "So.",
                false,
                false,
                List.of());
        var plan = Plans.of(People.approved(People.deskWorker()));

        for (var limit : List.of(assumed, other)) {
            var forbidding = Edit.picture(plan, People.forbidding(picture, limit));
            assertThat(WeekPlanner.plan(forbidding.facts(), People.MONDAY)).isInstanceOf(Outcome.Refused.class);
            assertThat(WeekRules.holdsNothingThatTriageForbids(forbidding)).isNotEmpty();
        }
    }

    static Stream<Facts> approvedPeople() {
        var weeks = Stream.of(Optional.of(12), Optional.of(24), Optional.<Integer>empty());
        var reported = Stream.of(
                        weeks.map(it -> People.since(Condition.PREGNANCY, it)),
                        Stream.of(Optional.of(6), Optional.<Integer>empty())
                                .map(it -> People.since(Condition.ABDOMINAL_SURGERY, it)),
                        Stream.of(
                                        Condition.THORACIC_SURGERY,
                                        Condition.BREAST_SURGERY,
                                        Condition.EYE_SURGERY_RECENT,
                                        Condition.ANEURYSM,
                                        Condition.CARDIAC_DISEASE,
                                        Condition.CARDIAC_EVENT_RECENT,
                                        Condition.AORTIC_DISEASE,
                                        Condition.MARFAN)
                                .map(ReportedCondition::of))
                .flatMap(it -> it);
        return reported.map(ApprovedTest::reporting);
    }

    @ParameterizedTest
    @MethodSource("approvedPeople")
    void withApprovalThereIsAWeekThatHoldsItsLimits(Facts facts) {
        var approved = People.approved(facts);

        var week = Plans.week(approved);

        assertThat(WeekRules.check(Plans.of(approved, week))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("approvedPeople")
    void withoutItThereIsNoneAndTheVerifierSaysSoByTheSameRule(Facts facts) {
        var week = Plans.week(People.approved(facts));

        var refused = refused(facts);

        assertThat(refused.ruleIds()).hasSize(1);
        assertThat(refused.reasons()).allSatisfy(it -> assertThat(it).endsWith("A clinician must agree first."));
        assertThat(WeekRules.check(Plans.of(facts, week)))
                .extracting(Violation::ruleId)
                .contains(refused.ruleIds().getFirst());
    }

    /// The catalogue leaves most of it out already; the planner does not lean on that.
    @ParameterizedTest
    @MethodSource("approvedPeople")
    void theLimitsHoldWithACatalogueThatSaysNothingOfThem(Facts facts) {
        var approved = Edit.saysNothing(People.approved(facts));

        var week = Plans.week(approved);

        assertThat(WeekRules.check(Plans.of(approved, week))).isEmpty();
    }

    @Test
    void fromWeekTwentyOnNothingIsDoneLyingFlatOrWithHeldBreath() {
        var early = choices(pregnant(Optional.of(12)));
        var late = choices(pregnant(Optional.of(24)));
        var unknown = choices(pregnant(Optional.empty()));

        assertThat(early).extracting(Choice::slug).contains("plank-forearm", "superman", "trunk-rotation-lying");
        assertThat(late).allSatisfy(it -> {
            assertThat(it.position()).isNotIn(Position.LYING_ON_BACK, Position.LYING_FACE_DOWN);
            assertThat(it.candidate().tags()).doesNotContainAnyElementsOf(NOT_IN_LATE_PREGNANCY);
        });
        assertThat(late).extracting(Choice::slug).contains("deep-breathing");
        assertThat(unknown).isEqualTo(late);
    }

    @Test
    void whatIsHeldIsHeldForTenSecondsInLatePregnancy() {
        assertThat(plank(Sparing.NOTHING).holdSec()).isGreaterThan(10);
        assertThat(plank(new Sparing(true, false)).holdSec()).isEqualTo(10);
    }

    /// To the last day of the plan, and with the days of a week that nobody counts.
    @Test
    void plannerAndVerifierTakeTheSameWeeksForLate() {
        var breath = Edit.tagged(Plans.of(People.deskWorker()), "scapular-squeeze", Tag.BREATH_HOLD_RISK);

        var late = IntStream.range(0, 45).filter(week -> {
            var facts = pregnant(Optional.of(week));
            boolean planned = Sparing.of(facts, Weeks.course(facts)).latePregnancy();
            var checked = Edit.person(Edit.triage(breath, People::approved), it -> facts.person());
            assertThat(WeekRules.leavesPregnancyToAClinician(checked).isEmpty()).isEqualTo(!planned);
            return planned;
        });

        assertThat(late.min()).hasValue(19);
    }

    @Test
    void aPregnancyGoesOnInTheWeeksAhead() {
        var facts = Edit.saysNothing(pregnant(Optional.of(14)));

        var programme = Programme.of(facts, People.MONDAY, 8, day -> Stage.CHRONIC);

        assertThat(programme.weeks()).hasSize(8);
        assertThat(programme.weeks().stream()
                        .map(it -> Sparing.of(it.facts(), course(it)).latePregnancy()))
                .startsWith(false)
                .endsWith(true);
        assertThat(programme.weeks())
                .allSatisfy(it -> assertThat(WeekRules.check(Plans.of(it.facts(), it.week())))
                        .isEmpty());
    }

    @Test
    void lyingForLongFaceDownOrHeldForLongBreaksTheRuleInLatePregnancyAlone() {
        var late = plan(pregnant(Optional.of(24)));
        var early = plan(pregnant(Optional.of(12)));

        for (var slug : List.of("trunk-rotation-lying", "superman", "plank-forearm")) {
            assertThat(WeekRules.leavesPregnancyToAClinician(holding(late, slug)))
                    .as(slug)
                    .isNotEmpty();
            assertThat(WeekRules.leavesPregnancyToAClinician(holding(early, slug)))
                    .as(slug)
                    .isEmpty();
        }
    }

    @Test
    void aFreshOperationOfTheTrunkIsSparedAndAnOldOneNeedsNobody() {
        var fresh = reporting(People.since(Condition.ABDOMINAL_SURGERY, Optional.of(11)));
        var old = reporting(People.since(Condition.ABDOMINAL_SURGERY, Optional.of(12)));

        assertThat(choices(People.approved(fresh)))
                .allSatisfy(
                        it -> assertThat(it.candidate().tags()).doesNotContainAnyElementsOf(NOT_AFTER_AN_OPERATION));
        assertThat(WeekRules.sparesAFreshOperation(holding(plan(People.approved(fresh)), "plank-forearm")))
                .isNotEmpty();
        assertThat(WeekRules.sparesAFreshOperation(holding(plan(old), "plank-forearm")))
                .isEmpty();
        assertThat(WeekPlanner.plan(old, People.MONDAY)).isInstanceOf(Outcome.Planned.class);
    }

    @Test
    void anIllHeartIsNotHeldAndWorksLightly() {
        var facts = Edit.saysNothing(People.approved(reporting(ReportedCondition.of(Condition.CARDIAC_DISEASE))));

        var week = Plans.week(facts);

        assertThat(week.items()).anyMatch(it -> it.exerciseClass() == ExerciseClass.STRENGTH);
        assertThat(week.items())
                .allMatch(it -> it.rpe() <= 3)
                .noneMatch(it -> it.exerciseClass() == ExerciseClass.ISOMETRIC);
        assertThat(WeekRules.leavesHeartAndAortaToAClinician(holding(plan(facts), "plank-forearm")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {
                "VERTEBRAL_FRACTURE_SUSPECTED",
                "PRE_ECLAMPSIA",
                "PLACENTA_PRAEVIA",
                "RUPTURED_MEMBRANES",
                "SEVERE_ANAEMIA_IN_PREGNANCY",
                "HEART_OR_LUNG_DISEASE_IN_PREGNANCY",
                "CERVICAL_ARTERY_SYMPTOMS",
                "ACUTE_INFECTION",
                "DARK_URINE",
                "CANCER_HISTORY",
                "SPINAL_METASTASIS_POSSIBLE"
            })
    void whatNobodyOpensStaysClosedAndSaysSo(Condition condition) {
        var facts = People.approved(reporting(ReportedCondition.of(condition)));

        var refused = refused(facts);

        assertThat(refused.reasons())
                .singleElement()
                .asString()
                .endsWith("There is no plan with it: a clinician must see you.");
        assertThat(WeekRules.check(Plans.of(facts, Plans.week(People.deskWorker()))))
                .extracting(Violation::ruleId)
                .contains(refused.ruleIds().getFirst());
    }

    @Test
    void anIllHeartInPregnancyStaysClosed() {
        var both = People.conditions(People.person(), Condition.PREGNANCY, Condition.ANEURYSM);
        var facts = People.approved(People.with(People.deskWorker(), both));

        assertThat(refused(facts).ruleIds()).containsExactly("H15");
        assertThat(WeekRules.leavesPregnancyComplicationsToAClinician(Plans.of(facts, Plans.week(People.deskWorker()))))
                .isNotEmpty();
    }

    private static Facts aged(int age) {
        var picture = People.young(People.picture(41, 3, Stage.CHRONIC, Irritability.LOW), age);
        return People.with(People.deskWorker(), picture);
    }

    private static Facts reporting(ReportedCondition condition) {
        return People.with(People.deskWorker(), People.conditions(People.person(), List.of(condition)));
    }

    private static Facts pregnant(Optional<Integer> weeks) {
        return People.approved(reporting(People.since(Condition.PREGNANCY, weeks)));
    }

    private static Outcome.Refused refused(Facts facts) {
        return (Outcome.Refused) WeekPlanner.plan(facts, People.MONDAY);
    }

    /// As far as the catalogue's own list lets them.
    private static List<Choice> choices(Facts facts) {
        var bare = new Facts(
                facts.triage(),
                facts.person(),
                facts.candidates().stream().map(Edit::unlisted).toList());
        return Weeks.permitted(bare, Regimen.BUILD).choices();
    }

    private static Item plank(Sparing sparing) {
        var entry = ShippedCatalogue.entry("plank-forearm");
        var choice = new Choice(entry, entry.positions().getFirst(), List.of(), false);
        var all = new Permitted(List.of(), List.of(), Map.of());
        return new Dosing(Weeks.course(People.deskWorker()), all, Regimen.BUILD, Map.of(), sparing)
                .item(choice, Phase.MAIN, false);
    }

    private static Course course(Programme.Ahead ahead) {
        return Course.of(
                ahead.facts().history(),
                ahead.facts().triage().picture().orElseThrow(),
                ahead.week().startsOn());
    }

    /// Anybody's good week, for these facts.
    private static PlanToCheck plan(Facts facts) {
        return Plans.of(facts, Plans.week(People.deskWorker()));
    }

    private static PlanToCheck holding(PlanToCheck plan, String slug) {
        var line = Edit.line(plan, slug, Phase.MAIN);
        return Edit.items(plan, day -> day == Weekday.MON, items -> List.of(line));
    }
}
