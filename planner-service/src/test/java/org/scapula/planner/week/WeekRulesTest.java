package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// For every rule a week that keeps it and one that breaks it, and the broken one breaks nothing else.
class WeekRulesTest {

    private static final Predicate<Weekday> ON_ALL = day -> true;

    private static final String EASIER = "towel-stretch";
    private static final Set<String> ONLY_ONE_EASIER = Set.of("thoracic-extension-block", "thoracic-extension-roller");

    /// A rule, a plan that breaks it, and the rules that cannot help being broken with it.
    record Broken(String ruleId, PlanToCheck plan, Set<String> also) {

        @Override
        public String toString() {
            return ruleId;
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenRuleIsTheOneThatIsNamed(Broken broken) {
        var rule = rule(broken.ruleId());

        var violations = rule.check(broken.plan());

        assertThat(violations)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.ruleId()).isEqualTo(broken.ruleId()));
        assertThat(violations).allSatisfy(it -> assertThat(it.sentence()).isNotBlank());
        assertThat(WeekRules.check(broken.plan()).stream()
                        .map(Violation::ruleId)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(broken.ruleId()), broken.also().stream())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aGoodWeekKeepsTheRule(WeekRules.Rule rule) {
        var good = List.of(lasting(), settling(), moderate(), later(), afterAFlare(), harder(), harderStill());

        var violations = good.stream().flatMap(it -> rule.check(it).stream());

        assertThat(violations).isEmpty();
    }

    @Test
    void everyRuleHasABrokenWeek() {
        var ids = WeekRules.ALL.stream().map(WeekRules.Rule::id).toList();

        var tried = broken().map(Broken::ruleId).distinct().toList();

        assertThat(tried).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aMorningThatIsStillToComeKeepsNobodyAtAStage() {
        var plan = Edit.lastWeek(nextStage(), it -> Weeks.withoutTheLastMorning(it, false));

        assertThat(WeekRules.check(plan)).isEmpty();
    }

    @Test
    void aNegatedClaimIsNoClaim() {
        var plan = Edit.saying(lasting(), "This does not replace a clinician and is not a diagnosis.");

        var violations = WeekRules.claimsNothing(plan);

        assertThat(violations).isEmpty();
    }

    @Test
    void aTargetThatNothingSuitsMayBeMissing() {
        var none = ShippedCatalogue.candidates().stream()
                .filter(it -> it.targets().contains(Target.SCAPULAR_CONTROL))
                .map(Candidate::slug)
                .collect(Collectors.toSet());
        var avoiding = People.with(People.deskWorker(), People.avoiding(People.person(), none));

        var plan = Plans.of(avoiding);

        assertThat(plan.week().coverageReasons())
                .anyMatch(it -> it.subject().equals(Target.SCAPULAR_CONTROL.name())
                        && it.cause() == CoverageReason.Cause.NOTHING_SUITABLE);
        assertThat(WeekRules.worksOnEveryTargetTwice(plan)).isEmpty();
    }

    @Test
    void aSessionThatWasSkippedKeepsNobodyFromTheNextStageWhereNothingGotWorse() {
        var plan = Edit.lastWeek(nextStage(), it -> Weeks.withOneSkipped(it, Optional.empty()));

        assertThat(WeekRules.check(plan)).extracting(Violation::ruleId).doesNotContain("H44");
    }

    @Test
    void aMedicineMayBeNamedInAdviceButNeverDosed() {
        var named = Edit.saying(lasting(), "Ask a pharmacist about paracetamol.");
        var dosed = Edit.saying(lasting(), "Take 500 mg.");

        var rules = Stream.of(named, dosed).map(WeekRules::namesNoMedicine).toList();

        assertThat(rules.getFirst()).isEmpty();
        assertThat(rules.getLast()).isNotEmpty();
    }

    static List<WeekRules.Rule> rules() {
        return WeekRules.ALL;
    }

    static Stream<Broken> broken() {
        return Stream.of(gate(), conditions(), load(), lines(), whole(), progress())
                .flatMap(it -> it);
    }

    private static Stream<Broken> gate() {
        var good = lasting();
        var triage = good.facts().triage();
        return Stream.of(
                breaks("H01", Edit.triage(good, it -> assessed(it, Disposition.ROUTINE_CLINICIAN, 1, List.of()))),
                breaks("H02", Edit.triage(good, it -> assessed(it, triage.disposition(), 1, List.of("fever")))),
                breaks("H03", Edit.triage(good, it -> assessed(it, triage.disposition(), 15, List.of()))),
                breaks("H03", Edit.triage(settling(), it -> assessed(it, triage.disposition(), 8, List.of()))),
                breaks("H03", Edit.triage(good, it -> assessed(it, triage.disposition(), -1, List.of()))),
                breaks("H04", Edit.picture(good, People.picture(17, 3, Stage.CHRONIC, Irritability.LOW))),
                breaks("H05", Edit.index(good, 2)),
                breaks("H05", Edit.index(later(), 3)),
                breaks("H05", reported(later(), it -> Weeks.unassessed(it, true))),
                breaks("H03", reported(afterAFlare(), it -> Weeks.unassessed(it, false))),
                breaks("H06", Edit.item(good, "scapular-squeeze", it -> it.reps(12)), "H60"),
                breaks("H06", Edit.item(good, "scapular-squeeze", it -> it.version(2))),
                breaks("H07", Edit.contraindicated(good, "scapular-squeeze", Level.ABSOLUTE)),
                breaks("H09", Edit.contraindicated(good, "scapular-squeeze", Level.PRECAUTION)),
                breaks("H10", Edit.person(good, it -> People.avoiding(it, Set.of("scapular-squeeze")))),
                breaks("H10", Edit.takenOut(good, "scapular-squeeze")),
                breaks("H11", Edit.guidance(good, Edit::withoutStopSigns)),
                breaks(
                        "H62",
                        Edit.template(good, new ClinicTemplate("", List.of(), Set.of(), Set.of("scapular-squeeze")))));
    }

    private static Stream<Broken> conditions() {
        var good = lasting();
        var rubbing = rubbing(good);
        return Stream.of(
                breaks("H12", Edit.reporting(good, Condition.OSTEOPOROSIS)),
                breaks("H12", Edit.reporting(good, Condition.SYSTEMIC_STEROIDS)),
                breaks("H13", Edit.reporting(good, Condition.VERTEBRAL_FRACTURE), "H12"),
                breaks("H14", Edit.reporting(good, Condition.PREGNANCY)),
                breaks("H15", Edit.reporting(good, Condition.PRE_ECLAMPSIA)),
                breaks("H16", Edit.reporting(good, Condition.HYPERTENSION_UNCONTROLLED)),
                breaks("H17", Edit.reporting(good, Condition.ANEURYSM)),
                breaks("H18", Edit.reporting(good, Condition.VERTIGO)),
                breaks("H19", Edit.reporting(good, Condition.SHOULDER_IMPINGEMENT)),
                breaks("H19", Edit.reporting(good, Condition.SHOULDER_INSTABILITY)),
                breaks("H20", Edit.reporting(good, Condition.CERVICAL_RADICULOPATHY)),
                breaks("H21", Edit.reporting(rubbing, Condition.ANTICOAGULANT)),
                breaks("H22", Edit.reporting(good, Condition.BREAST_SURGERY)),
                breaks("H23", Edit.reporting(rubbing, Condition.SHINGLES)),
                breaks("H01", Edit.reporting(agreed(good), Condition.CANCER_HISTORY)),
                breaks("H01", Edit.reporting(agreed(good), Condition.DARK_URINE)),
                breaks("H07", Edit.reporting(agreed(good), Condition.ACUTE_INFECTION)),
                breaks("H13", Edit.reporting(agreed(good), Condition.VERTEBRAL_FRACTURE_SUSPECTED), "H12"),
                breaks(
                        "H14",
                        Edit.reporting(
                                agreed(Edit.tagged(good, "scapular-squeeze", Tag.BREATH_HOLD_RISK)),
                                Condition.PREGNANCY)),
                breaks("H15", Edit.reporting(agreed(good), Condition.PRE_ECLAMPSIA)),
                breaks("H17", Edit.reporting(agreed(good), Condition.CARDIAC_DISEASE)),
                breaks("H18", Edit.reporting(agreed(good), Condition.CERVICAL_ARTERY_SYMPTOMS)),
                breaks(
                        "H22",
                        Edit.reporting(
                                agreed(Edit.tagged(good, "scapular-squeeze", Tag.OVERHEAD_LOAD)),
                                Condition.ABDOMINAL_SURGERY)),
                breaks("H22", Edit.reporting(good, Condition.EYE_SURGERY_RECENT)),
                breaks("H24", Edit.person(good, People::offTheFloor)),
                breaks("H24", Edit.reporting(good, Condition.KNEE_PROBLEM)),
                breaks("H25", Edit.item(rubbing, "self-massage-upper-back", it -> it.duration(310))),
                breaks("H25", rubbedTwice(rubbing), "H47", "H60"));
    }

    private static Stream<Broken> load() {
        var good = lasting();
        return Stream.of(
                breaks("H27", Edit.move(good, Weekday.FRI, Weekday.TUE)),
                breaks("H27", Edit.move(good, Weekday.FRI, Weekday.SUN)),
                breaks(
                        "H28",
                        Edit.picture(experienced(), People.picture(41, 3, Stage.SUBACUTE, Irritability.LOW)),
                        "H44",
                        "H60"),
                breaks("H29", loadedEveryDay(), "H60"),
                breaks("H30", Edit.items(good, ON_ALL, items -> {
                    items.removeIf(it -> it.phase() == Phase.WARMUP && it.exerciseClass() == ExerciseClass.AEROBIC);
                    var first = items.stream()
                            .filter(it -> it.phase() == Phase.WARMUP)
                            .findFirst();
                    first.ifPresent(it -> Collections.rotate(items.subList(0, lastOf(items, Phase.MAIN)), -1));
                    return items;
                })),
                breaks("H31", Edit.items(good, ON_ALL, WeekRulesTest::stretchFirst)),
                breaks("H39", Edit.item(good, load(good), it -> it.rpe(7))),
                breaks("H39", Edit.person(harderStill(), WeekRulesTest::novice)),
                breaks("H39", Edit.index(Edit.history(harder(), weeks -> List.of()), 1), "H41", "H47"),
                breaks("H40", everyLoad(good, it -> it.sets(3))),
                breaks("H54", pushingOnly(good), "H51"));
    }

    private static Stream<Broken> lines() {
        var good = lasting();
        return Stream.of(
                breaks("H26", Edit.item(good, "scapular-squeeze", it -> it.why("Take ibuprofen first."))),
                breaks("H26", sayingOfTheBreaks(good, "Take ibuprofen instead.")),
                breaks("H36", Edit.item(good, "childs-pose", it -> it.hold(9))),
                breaks("H36", Edit.item(good, "childs-pose", it -> it.duration(120))),
                breaks("H37", Edit.item(settling(), "scapular-squeeze", it -> it.painCeiling(3))),
                breaks("H37", Edit.item(settling(), "scapular-squeeze", it -> it.rpe(4))),
                breaks("H37", Edit.item(easilyStirred(), stretch(easilyStirred()), it -> it.hold(16)), "H60"),
                breaks("H38", Edit.item(moderate(), "childs-pose", it -> it.hold(25))),
                breaks("H38", Edit.tagged(acute(), "scapular-squeeze", Tag.PLANK_FAMILY)),
                breaks("H38", Edit.tagged(acute(), "scapular-squeeze", Tag.RESISTANCE)),
                breaks("H38", Edit.tagged(easilyStirred(), "scapular-squeeze", Tag.PLANK_FAMILY)),
                breaks("H38", Edit.tagged(easilyStirred(), "scapular-squeeze", Tag.RESISTANCE)),
                breaks("H38", with(acute(), "plank-forearm"), "H59"),
                breaks("H38", with(acute(), "push-up"), "H28", "H54", "H59"),
                breaks("H38", with(acute(), "bent-over-row"), "H28", "H59"),
                breaks("H47", Edit.items(good, ON_ALL, items -> {
                    items.add(items.getFirst());
                    return items;
                })),
                breaks("H53", Edit.item(good, "neck-tilt", it -> it.side(Side.LEFT))));
    }

    private static Stream<Broken> whole() {
        var good = lasting();
        return Stream.of(
                breaks("H32", Edit.person(good, it -> People.minutes(it, 10))),
                breaks("H33", Edit.minutes(good, 5)),
                breaks("H34", Edit.person(good, it -> People.days(it, Set.of(Weekday.MON, Weekday.WED)))),
                breaks("H34", Edit.person(twice(), WeekRulesTest::onceADay)),
                breaks("H35", Edit.person(good, it -> People.equipment(it, Set.of()))),
                breaks("H48", Edit.saying(good, "This exercise is safe.")),
                breaks("H48", Edit.saying(good, "It will realign your back.")),
                breaks("H49", Edit.guidance(good, it -> Edit.reviewed(it, People.MONDAY.plusDays(15)))),
                breaks("H49", Edit.guidance(acute(), it -> Edit.reviewed(it, People.MONDAY.plusDays(8)))),
                breaks("H49", Edit.guidance(aged(65, 3), it -> Edit.reviewed(it, People.MONDAY.plusDays(4)))),
                breaks("H49", Edit.guidance(aged(41, 6), it -> Edit.reviewed(it, People.MONDAY.plusDays(4)))),
                breaks("H51", Edit.goals(good, it -> it.target() != Target.SCAPULAR_CONTROL)),
                breaks("H51", Edit.goals(good, it -> false)),
                breaks("H51", Edit.reasonless(good, Target.SCAPULAR_CONTROL)),
                breaks("H51", missing(good, CoverageReason.Cause.NOTHING_SUITABLE)),
                breaks("H51", missing(good, CoverageReason.Cause.TOO_FEW_DAYS)),
                breaks("H51", missing(good, CoverageReason.Cause.LATER_STAGE)),
                breaks("H51", Edit.explained(good, Target.SCAPULAR_CONTROL, CoverageReason.Cause.TOO_LITTLE_TIME)),
                breaks("H52", Edit.items(settlingAwayFromADesk(), ON_ALL, items -> {
                    items.remove(0);
                    return items;
                })),
                breaks("H57", forbidding(good, People.forbids(Set.of(Position.STANDING), Set.of(), Set.of()))),
                breaks("H57", forbidding(good, People.forbids(Set.of(), Set.of(ExerciseClass.STRENGTH), Set.of()))),
                breaks("H57", forbidding(good, People.forbids(Set.of(), Set.of(), Set.of(Tag.RESISTANCE)))),
                breaks("H58", Edit.guidance(good, Edit::withoutActivities)),
                breaks("H58", runningAsToldToTriage(good)),
                breaks("H59", Edit.staged(good, "scapular-squeeze", Edit::unfit)),
                breaks("H60", Edit.staged(good, "scapular-squeeze", Edit.reps(5, 9))),
                breaks("H60", Edit.staged(good, load(good), Edit.often(Optional.empty(), Optional.of(1)))),
                breaks("H60", Edit.staged(twice(), "cat-cow", Edit.often(Optional.of(1), Optional.empty()))),
                breaks("H55", Edit.noBreak(good)),
                breaks(
                        "H56",
                        Edit.guidance(
                                Edit.person(good, it -> People.contexts(it, Set.of(Context.DESK, Context.RUNNING))),
                                Edit::withoutRunningRule),
                        "H58"),
                breaks(
                        "H56",
                        Edit.guidance(
                                Edit.person(good, it -> People.contexts(it, Set.of(Context.DESK, Context.RUNNING))),
                                it -> Edit.running(it, Optional.of("Run 3 km instead of 5. Stop when it hurts."))),
                        "H58"));
    }

    /// A second week, and a first one that turns out to have been otherwise than it was planned on.
    private static Stream<Broken> progress() {
        var good = later();
        var load = load(good);
        return Stream.of(
                breaks("H27", lines(good, it -> it.strengthens() ? Weeks.dated(it, People.MONDAY.minusDays(1)) : it)),
                breaks("H27", strengthenedTodayBeforeTheNewWeekBegan()),
                breaks("H40", lines(good, it -> it.isHard() ? Weeks.dosed(it, 1, it.reps()) : it), "H41"),
                breaks(
                        "H41",
                        lines(good, it -> it.slug().equals(load) ? Weeks.dosed(it, 1, it.reps() - 2) : it),
                        "H40"),
                breaks("H41", lines(harder(), it -> it.slug().equals(EASIER) ? Weeks.dosed(it, 1, it.reps() - 1) : it)),
                breaks("H41", reported(harder(), WeekRulesTest::withoutPain)),
                breaks("H41", Edit.lastWeek(good, it -> Weeks.toCome(it, 1))),
                breaks("H40", Edit.lastWeek(oneSetMore(), it -> Weeks.toCome(it, 1)), "H41"),
                breaks("H42", reported(good, it -> Weeks.report(1, 6, 1))),
                breaks("H42", Edit.lastWeek(harder(), it -> Weeks.toldLast(it, Weeks.report(1, 6, 1))), "H41"),
                breaks("H43", Edit.lastWeek(harder(), it -> Weeks.told(it, Weeks.report(1, 2, 5))), "H41"),
                breaks("H47", reported(harder(), it -> Weeks.saying(it, EASIER, Rating.TOO_HARD))),
                breaks("H47", without(harder(), EASIER)),
                breaks(
                        "H42",
                        Edit.lastWeek(
                                good, it -> Weeks.told(it, Weeks.report(1, 2, 6), Weeks.skipped(), Weeks.before(6)))),
                breaks("H42", staysOverTheTurnOfTheWeek()),
                breaks("H42", Edit.breaks(afterAFlare(), lasting().week().movementBreak())),
                breaks("H43", reported(good, it -> Weeks.report(3, 3, 5))),
                breaks("H43", reported(setBack(), it -> Weeks.unassessed(it, false))),
                breaks("H43", badOverTheTurnOfTheWeek()),
                breaks("H43", theSameAgainInTheFirstStage()),
                breaks("H44", Edit.lastWeek(good, it -> Weeks.stage(it, Stage.SUBACUTE))),
                breaks("H44", Edit.lastWeek(nextStage(), it -> Weeks.toCome(it, 1)), "H41"),
                breaks("H44", Edit.lastWeek(nextStage(), it -> Weeks.withoutTheLastMorning(it, true))),
                breaks("H44", Edit.lastWeek(nextStage(), it -> Weeks.withOneSkipped(it, Optional.of(4)))),
                breaks("H45", Edit.lastWeek(good, Weeks::unlogged)),
                breaks("H45", moreThanAtFirst()),
                breaks("H45", moreThanTwelve(), "H06", "H36", "H60"),
                breaks("H46", sixth(good)),
                breaks("H46", Edit.deload(good)),
                breaks("H61", reported(good, it -> Weeks.saying(it, load, Rating.HURTS))),
                breaks("H61", reported(good, it -> Weeks.saying(it, onlyInABreak(good), Rating.HURTS))));
    }

    /// Without a target that could well be served.
    private static PlanToCheck missing(PlanToCheck plan, CoverageReason.Cause cause) {
        return Edit.explained(
                Edit.goals(plan, it -> it.target() != Target.SCAPULAR_CONTROL), Target.SCAPULAR_CONTROL, cause);
    }

    private static PlanToCheck reported(PlanToCheck plan, UnaryOperator<Report> change) {
        return Edit.lastWeek(plan, it -> Weeks.reported(it, change));
    }

    private static PlanToCheck lines(PlanToCheck plan, UnaryOperator<PastLine> change) {
        return Edit.lastWeek(
                plan, it -> Weeks.lines(it, lines -> lines.stream().map(change).toList()));
    }

    /// As if there had been five such weeks before.
    private static PlanToCheck sixth(PlanToCheck plan) {
        var many = Edit.history(
                plan,
                weeks -> IntStream.rangeClosed(1, 5)
                        .mapToObj(at -> Weeks.index(weeks.getLast(), at, People.MONDAY.minusDays(7L * (6 - at))))
                        .toList());
        return Edit.index(many, 6);
    }

    /// A second week, with a harder form of what the first one held.
    private static PlanToCheck harder() {
        return Plans.of(Weeks.withGoodWeeks(People.trained(Set.of(Equipment.YOGA_BLOCK), ONLY_ONE_EASIER), 1));
    }

    private static PlanToCheck harderStill() {
        return Plans.of(Weeks.withGoodWeeks(People.trained(Set.of(Equipment.YOGA_BLOCK), ONLY_ONE_EASIER), 3));
    }

    private static Person novice(Person it) {
        return new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                Experience.NOVICE,
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
    }

    private static Report withoutPain(Report it) {
        return new Report(
                it.done(),
                it.painBefore(),
                Optional.empty(),
                it.painNextMorning(),
                it.effort(),
                it.ratings(),
                it.newSymptoms(),
                it.assessedSince());
    }

    private static PlanToCheck without(PlanToCheck plan, String slug) {
        return Edit.lastWeek(
                plan,
                week -> Weeks.lines(
                        week,
                        lines -> lines.stream()
                                .filter(it -> !it.slug().equals(slug))
                                .toList()));
    }

    private static PlanToCheck later() {
        return Plans.of(Weeks.withGoodWeeks(People.deskWorker(), 1));
    }

    /// Than last week held, which is within what a good week earns.
    private static PlanToCheck oneSetMore() {
        return Edit.lastWeek(
                later(),
                week -> Weeks.lines(week, lines -> {
                    var fewer = new ArrayList<>(lines);
                    var first =
                            lines.stream().filter(PastLine::isHard).findFirst().orElseThrow();
                    fewer.set(lines.indexOf(first), Weeks.dosed(first, first.sets() - 1, first.reps()));
                    return fewer;
                }));
    }

    private static PlanToCheck nextStage() {
        var subacute = People.with(People.deskWorker(), People.picture(41, 3, Stage.SUBACUTE, Irritability.LOW));
        return Plans.of(
                People.with(Weeks.withGoodWeeks(subacute, 2), People.picture(41, 3, Stage.CHRONIC, Irritability.LOW)));
    }

    /// Two bad mornings, and the week before once more.
    private static PlanToCheck theSameAgainInTheFirstStage() {
        var acute = People.with(People.deskWorker(), People.picture(41, 3, Stage.ACUTE, Irritability.LOW));
        var back = Plans.of(Weeks.withWeeks(acute, 1, week -> Weeks.reported(week, it -> Weeks.report(1, 2, 5))));
        var same = PastWeek.of(back.week(), Optional.empty(), List.of()).lines();
        return Edit.lastWeek(back, week -> Weeks.lines(week, lines -> same));
    }

    /// A hundred days later, with one repetition more than anybody begins with; less than seven tenths of
    /// before.
    private static PlanToCheck moreThanAtFirst() {
        var back = comingBack();
        return Edit.item(back, load(back), it -> it.reps(it.reps + 1));
    }

    private static PlanToCheck comingBack() {
        var before = Weeks.withGoodWeeks(People.deskWorker(), 5);
        return Plans.of(Weeks.after(
                before,
                before.history().stream().map(it -> Weeks.earlier(it, 98)).toList()));
    }

    /// Of so many before that seven tenths of them are more than a first week has.
    private static PlanToCheck moreThanTwelve() {
        var many = Edit.lastWeek(
                comingBack(),
                week -> Weeks.lines(
                        week,
                        lines -> lines.stream()
                                .map(it -> it.isHard() ? Weeks.dosed(it, 6, it.reps()) : it)
                                .toList()));
        return everyLoad(many, it -> it.sets(4));
    }

    private static PlanToCheck afterAFlare() {
        return Plans.of(Weeks.withWeeks(
                People.deskWorker(), 1, week -> Weeks.reported(week, it -> Weeks.report(1, 6, 1))));
    }

    private static PlanToCheck setBack() {
        return Plans.of(Weeks.withWeeks(
                People.deskWorker(), 1, week -> Weeks.reported(week, it -> Weeks.report(3, 3, 5))));
    }

    /// It began today, on a day of load that was done.
    private static PlanToCheck strengthenedTodayBeforeTheNewWeekBegan() {
        var first = Weeks.allWell(Weeks.planned(People.deskWorker(), People.MONDAY), People.deskWorker());
        var today = Weeks.livedUntil(People.MONDAY.plusDays(1), first);
        return Edit.history(lasting(), weeks -> List.of(today));
    }

    private static PlanToCheck staysOverTheTurnOfTheWeek() {
        var bad = Plans.of(Weeks.withWeeks(
                People.deskWorker(),
                2,
                week -> week.index() == 1 ? Weeks.toldLast(week, Weeks.report(1, 2, 6)) : week));
        return Edit.lastWeek(bad, week -> Weeks.told(week, Weeks.before(6)));
    }

    private static PlanToCheck badOverTheTurnOfTheWeek() {
        var bad = Plans.of(Weeks.withWeeks(
                People.deskWorker(),
                2,
                week -> week.index() == 1 ? Weeks.toldLast(week, Weeks.report(1, 2, 5)) : week));
        return Edit.lastWeek(bad, week -> Weeks.told(week, Weeks.report(1, 2, 5)));
    }

    /// Done at the desk, and in no session.
    private static String onlyInABreak(PlanToCheck plan) {
        var inSessions = plan.week().items().map(Item::exerciseId).toList();
        return plan.week().movementBreak().stream()
                .flatMap(it -> it.items().stream())
                .map(Item::exerciseId)
                .filter(slug -> !inSessions.contains(slug))
                .findFirst()
                .orElseThrow();
    }

    private static PlanToCheck forbidding(PlanToCheck good, Forbidden forbidden) {
        var picture = good.facts().triage().picture().orElseThrow();
        return Edit.picture(good, People.forbidding(picture, forbidden));
    }

    private static PlanToCheck runningAsToldToTriage(PlanToCheck good) {
        var picture = good.facts().triage().picture().orElseThrow();
        var runs = new Advised("AC01", Activity.RUNNING, Pace.STOP, true, "Stop running.", List.of("S0-R05"));
        return Edit.picture(good, People.advising(picture, runs));
    }

    private static Triage assessed(Triage it, Disposition disposition, int daysAgo, List<String> unknown) {
        return new Triage(it.assessmentId(), disposition, People.MONDAY.minusDays(daysAgo), unknown, it.picture());
    }

    /// Each time within five minutes, and together for longer.
    private static PlanToCheck rubbedTwice(PlanToCheck rubbing) {
        return Edit.items(rubbing, ON_ALL, items -> {
            items.stream()
                    .filter(it -> it.exerciseClass() == ExerciseClass.SELF_MASSAGE)
                    .toList()
                    .forEach(it -> {
                        var _ = items.add(it.dosed(it.sets(), it.reps(), it.holdSec(), Optional.of(290), it.rpe()));
                    });
            return items;
        });
    }

    private static Broken breaks(String ruleId, PlanToCheck plan, String... also) {
        return new Broken(ruleId, plan, Set.of(also));
    }

    private static WeekRules.Rule rule(String id) {
        return WeekRules.ALL.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static PlanToCheck agreed(PlanToCheck plan) {
        return Edit.triage(plan, People::approved);
    }

    private static PlanToCheck lasting() {
        return Plans.of(People.deskWorker());
    }

    private static PlanToCheck settling() {
        var picture = People.picture(41, 7, Stage.ACUTE, Irritability.HIGH);
        return Plans.of(People.with(People.deskWorker(), picture));
    }

    private static PlanToCheck acute() {
        return Plans.of(People.with(People.deskWorker(), People.picture(41, 3, Stage.ACUTE, Irritability.LOW)));
    }

    private static PlanToCheck easilyStirred() {
        return Plans.of(People.with(People.deskWorker(), People.picture(41, 3, Stage.CHRONIC, Irritability.HIGH)));
    }

    private static PlanToCheck aged(int years, int nprs) {
        return Plans.of(People.with(People.deskWorker(), People.picture(years, nprs, Stage.CHRONIC, Irritability.LOW)));
    }

    private static String stretch(PlanToCheck plan) {
        return plan.week()
                .items()
                .filter(it -> it.exerciseClass() == ExerciseClass.STRETCH)
                .map(Item::exerciseId)
                .findFirst()
                .orElseThrow();
    }

    /// This too, once, at the end of what the first session works on; lightly, as whoever is past that stage does it.
    private static PlanToCheck with(PlanToCheck plan, String slug) {
        var line =
                new Edit.Fields(Edit.line(lasting(), slug, Phase.MAIN)).rpe(3).item();
        return Edit.items(plan, day -> day == Weekday.MON, items -> {
            items.add(lastOf(items, Phase.MAIN), line);
            return items;
        });
    }

    private static Person onceADay(Person it) {
        return new Person(
                it.days(),
                it.minutesPerSession(),
                1,
                it.equipment(),
                it.contexts(),
                it.experience(),
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
    }

    private static PlanToCheck sayingOfTheBreaks(PlanToCheck plan, String because) {
        var before = plan.week().movementBreak().orElseThrow();
        return Edit.breaks(
                plan,
                Optional.of(DeskBreak.without(before, before.items().getFirst().exerciseId(), because)));
    }

    private static PlanToCheck settlingAwayFromADesk() {
        var facts = settling().facts();
        return Plans.of(People.with(facts, People.contexts(facts.person(), Set.of())));
    }

    private static PlanToCheck moderate() {
        var picture = People.picture(41, 5, Stage.SUBACUTE, Irritability.MODERATE);
        return Plans.of(People.with(People.deskWorker(), picture));
    }

    private static PlanToCheck experienced() {
        var it = People.person();
        var person = new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                Experience.EXPERIENCED,
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
        return Plans.of(People.with(People.deskWorker(), person));
    }

    private static PlanToCheck rubbing(PlanToCheck good) {
        var rubbing = Edit.line(good, "self-massage-upper-back", Phase.COOLDOWN);
        return Edit.items(good, day -> day == Weekday.MON, items -> {
            items.add(rubbing);
            return items;
        });
    }

    /// A light hold on each day: nobody is strengthened too often, but no day is left without load.
    private static PlanToCheck loadedEveryDay() {
        var free =
                Plans.of(People.with(People.deskWorker(), People.days(People.person(), EnumSet.allOf(Weekday.class))));
        var light = new Edit.Fields(Edit.line(free, "plank-forearm", Phase.MAIN))
                .rpe(3)
                .item();
        return Edit.items(free, ON_ALL, items -> {
            boolean loaded = items.stream().anyMatch(it -> it.exerciseClass().loads());
            if (!loaded) {
                items.removeIf(it -> it.exerciseClass() == ExerciseClass.AEROBIC);
                items.add(lastOf(items, Phase.MAIN), light);
            }
            return items;
        });
    }

    private static int lastOf(List<Item> items, Phase phase) {
        return (int)
                items.stream().filter(it -> it.phase().compareTo(phase) <= 0).count();
    }

    private static List<Item> stretchFirst(List<Item> items) {
        var rest = new ArrayList<>(items);
        var loads = rest.stream().filter(it -> it.exerciseClass().loads()).toList();
        for (var load : loads) {
            var stretch = rest.stream()
                    .filter(it -> it.exerciseClass() == ExerciseClass.STRETCH)
                    .filter(it -> it.groups().stream().anyMatch(load.groups()::contains))
                    .findFirst();
            if (stretch.isPresent()) {
                rest.remove(stretch.get());
                rest.add(rest.indexOf(load), stretch.get());
            }
        }
        return rest;
    }

    /// Cat-cow in both sessions of a day, as sore backs may have it.
    private static PlanToCheck twice() {
        var it = People.person();
        var person = new Person(
                it.days(),
                it.minutesPerSession(),
                2,
                it.equipment(),
                it.contexts(),
                it.experience(),
                it.conditions(),
                Set.of(
                        "arm-circles",
                        "torso-twists",
                        "shoulder-roll",
                        "butterfly-elbows",
                        "trunk-rotation-seated",
                        "trunk-rotation-lying",
                        "neck-tilt"),
                it.canFloorTransfer());
        return Plans.of(People.with(settlingAwayFromADesk().facts(), person));
    }

    private static PlanToCheck pushingOnly(PlanToCheck good) {
        var push = Edit.line(good, "wall-push-up", Phase.MAIN);
        return Edit.items(good, day -> day != Weekday.WED, items -> {
            items.removeIf(it -> it.exerciseClass() == ExerciseClass.STRENGTH);
            items.add(lastOf(items, Phase.MAIN), push);
            return items;
        });
    }

    /// The load that the week repeats most.
    private static String load(PlanToCheck plan) {
        return plan
                .week()
                .items()
                .filter(it -> it.exerciseClass() == ExerciseClass.STRENGTH)
                .collect(Collectors.groupingBy(Item::exerciseId, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static PlanToCheck everyLoad(PlanToCheck plan, UnaryOperator<Edit.Fields> change) {
        var changed = plan;
        for (var slug : plan.week()
                .items()
                .filter(it -> it.exerciseClass().loads())
                .map(Item::exerciseId)
                .distinct()
                .toList()) {
            changed = Edit.item(changed, slug, change);
        }
        return changed;
    }
}
