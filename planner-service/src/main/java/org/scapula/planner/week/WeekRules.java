package org.scapula.planner.week;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toSet;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hard rules of a week. One rule, one method whose name is the rule; every plan passes all of them before it
/// leaves. A second opinion: nothing here asks the planner how it worked anything out. Those that compare a week with
/// the ones before it stand in [ProgressRules].
///
/// Not in the list: H08, which the closed type `Condition` keeps; H50, which is a promise about two runs and not about
/// one plan.
public final class WeekRules {

    /// A rule with the id reviewers know it by.
    record Rule(String id, Function<PlanToCheck, List<String>> broken) {

        List<Violation> check(PlanToCheck plan) {
            return broken.apply(plan).stream()
                    .map(sentence -> new Violation(id, sentence))
                    .toList();
        }
    }

    private static final List<Rule> OF_ONE_WEEK = List.of(
            new Rule("H01", WeekRules::followsOnlyFromSelfCare),
            new Rule("H02", WeekRules::leavesNoWarningQuestionOpen),
            new Rule("H03", WeekRules::standsOnAFreshAssessment),
            new Rule("H04", WeekRules::leavesTheYoungToAClinician),
            new Rule("H06", WeekRules::keepsToTheCatalogue),
            new Rule("H07", WeekRules::holdsNothingAConditionForbids),
            new Rule("H09", WeekRules::holdsNothingThatWouldNeedAChange),
            new Rule("H10", WeekRules::respectsWhatThePersonAvoids),
            new Rule("H11", WeekRules::carriesItsGuidance),
            new Rule("H12", WeekRules::neverBendsAFragileSpineFar),
            new Rule("H13", WeekRules::leavesARecentFractureAlone),
            new Rule("H14", WeekRules::leavesPregnancyToAClinician),
            new Rule("H15", WeekRules::leavesPregnancyComplicationsToAClinician),
            new Rule("H16", WeekRules::neverLoadsUncontrolledBloodPressure),
            new Rule("H17", WeekRules::leavesHeartAndAortaToAClinician),
            new Rule("H18", WeekRules::neverTipsADizzyHead),
            new Rule("H19", WeekRules::keepsSoreShouldersLow),
            new Rule("H20", WeekRules::neverBendsTheNeckOntoASoreNerve),
            new Rule("H21", WeekRules::neverPressesWhereBloodClotsBadly),
            new Rule("H22", WeekRules::sparesAFreshOperation),
            new Rule("H23", WeekRules::neverRubsSkinLesionsShinglesOrClots),
            new Rule("H24", WeekRules::staysOffTheFloorWhereItMust),
            new Rule("H25", WeekRules::pressesBrieflyAndOnMuscleOnly),
            new Rule("H26", WeekRules::namesNoMedicine),
            new Rule("H27", WeekRules::neverStrengthensTheSameGroupOnConsecutiveDays),
            new Rule("H28", WeekRules::strengthensAGroupNoOftenerThanTheStageAllows),
            new Rule("H29", WeekRules::hasADayWithoutLoad),
            new Rule("H30", WeekRules::warmsUpBeforeLoad),
            new Rule("H31", WeekRules::neverStretchesAMuscleJustBeforeLoadingIt),
            new Rule("H32", WeekRules::fitsTheTimeThePersonHas),
            new Rule("H33", WeekRules::declaresTheMinutesItTakes),
            new Rule("H34", WeekRules::usesOnlyTheDaysThePersonHas),
            new Rule("H35", WeekRules::needsOnlyWhatThePersonOwns),
            new Rule("H36", WeekRules::keepsDosesWithinTheirClass),
            new Rule("H37", WeekRules::isGentleWhilePainIsEasilyStirred),
            new Rule("H38", WeekRules::holdsNoPlanksOrRowsWhilePainIsNew),
            new Rule("H39", WeekRules::startsEasy),
            new Rule("H47", WeekRules::takesOneStepAfterAnotherAndNothingTwice),
            new Rule("H48", WeekRules::claimsNothing),
            new Rule("H49", WeekRules::isReviewedInTime),
            new Rule("H51", WeekRules::worksOnEveryTargetTwice),
            new Rule("H52", WeekRules::movesOftenEnough),
            new Rule("H53", WeekRules::worksBothSides),
            new Rule("H54", WeekRules::pullsAtLeastAsMuchAsItPushes),
            new Rule("H55", WeekRules::breaksUpDeskWork),
            new Rule("H56", WeekRules::tellsRunnersWhenToStop),
            new Rule("H57", WeekRules::holdsNothingThatTriageForbids),
            new Rule("H58", WeekRules::goesOnAsTriageAdvises),
            new Rule("H59", WeekRules::holdsOnlyWhatFitsTheStage),
            new Rule("H60", WeekRules::asksForNoMoreThanTheStageAllows),
            new Rule("H62", WeekRules::leavesOutWhatTheClinicsTemplateDoes));

    static final List<Rule> ALL = Stream.concat(OF_ONE_WEEK.stream(), ProgressRules.ALL.stream())
            .sorted(Comparator.comparing(Rule::id))
            .toList();

    private static final Set<Condition> HEART_AND_AORTA = Set.of(
            Condition.ANEURYSM,
            Condition.MARFAN,
            Condition.AORTIC_DISEASE,
            Condition.CARDIAC_EVENT_RECENT,
            Condition.CARDIAC_DISEASE);
    private static final Set<Condition> TRUNK_OPERATIONS =
            Set.of(Condition.ABDOMINAL_SURGERY, Condition.THORACIC_SURGERY, Condition.BREAST_SURGERY);
    static final Set<Equipment> HOUSEHOLD =
            Set.of(Equipment.MAT, Equipment.WALL, Equipment.CHAIR, Equipment.TOWEL, Equipment.DOORWAY);
    static final Pattern MEDICINE = Pattern.compile(
            "\\b(paracetamol|acetaminophen|ibuprofen|naproxen|diclofenac|aspirin|codeine|tramadol|nsaids?|opioids?)\\b");
    static final Pattern MEDICINE_DOSE = Pattern.compile("\\d\\s*(mg|milligrams?|tablets?)\\b");
    private static final List<Pattern> RUNNING = List.of(
            Pattern.compile("3 (out )?of 10 or less"),
            Pattern.compile("(above|over) 5"),
            Pattern.compile("worse[^.]*next morning|next morning is worse"));
    private static final String PROMISES = "cures?|cured|guarantee[sd]?|realign\\w*|you are fine";
    private static final String FINDINGS = "safe|safely|nothing serious|ruled out|diagnos\\w+";
    private static final Pattern PROMISE = Pattern.compile("\\b(" + PROMISES + ")\\b");
    private static final Pattern CLAIM = Pattern.compile("\\b(" + PROMISES + "|" + FINDINGS + ")\\b");
    private static final Pattern NEGATION =
            Pattern.compile("\\b(not|no|never|nor|cannot|without|neither)\\b[^.;:]{0,40}$");

    private WeekRules() {}

    public static List<Violation> check(PlanToCheck plan) {
        return ALL.stream().flatMap(rule -> rule.check(plan).stream()).toList();
    }

    /// Or from a clinician's approval, where triage says that one should be seen before long.
    static List<String> followsOnlyFromSelfCare(PlanToCheck plan) {
        var said = when(
                triage(plan).disposition() != Disposition.SELF_CARE && !agreed(plan),
                "Triage says %s: no week may follow.".formatted(triage(plan).disposition()));
        return Stream.concat(
                        said.stream(),
                        neverWith(
                                plan,
                                Condition.CANCER_HISTORY,
                                Condition.SPINAL_METASTASIS_POSSIBLE,
                                Condition.DARK_URINE))
                .toList();
    }

    /// Whether a clinician let the person exercise, where it is for a clinician to say.
    private static boolean agreed(PlanToCheck plan) {
        return triage(plan).disposition() == Disposition.ROUTINE_CLINICIAN
                && triage(plan).approved();
    }

    static List<String> leavesNoWarningQuestionOpen(PlanToCheck plan) {
        return when(
                !triage(plan).unknownRedFlags().isEmpty(),
                "Warning signs without an answer: %s."
                        .formatted(String.join(", ", triage(plan).unknownRedFlags())));
    }

    static List<String> standsOnAFreshAssessment(PlanToCheck plan) {
        long days =
                ChronoUnit.DAYS.between(triage(plan).assessedOn(), plan.week().startsOn());
        long most = stage(plan) == Stage.ACUTE ? 7 : 14;
        var old = when(
                days < 0 || days > most,
                "The assessment is %s days from the start; at most %s are allowed.".formatted(days, most));
        return Stream.concat(old.stream(), ProgressRules.flareNobodyAssessed(plan).stream())
                .toList();
    }

    static List<String> leavesTheYoungToAClinician(PlanToCheck plan) {
        var age = triage(plan).picture().flatMap(Picture::ageYears);
        return age.map(years -> when(years < 18 && !agreed(plan), "Under 18 a clinician must agree first."))
                .orElse(List.of("The age of the person is not known."));
    }

    static List<String> keepsToTheCatalogue(PlanToCheck plan) {
        return each(plan, it -> !isInTheCatalogue(plan, it), "%s does not stand like this in the catalogue.");
    }

    private static boolean isInTheCatalogue(PlanToCheck plan, Item item) {
        return entry(plan, item)
                .filter(it -> it.id().equals(item.catalogId()) && it.version() == item.version())
                .filter(it -> it.exerciseClass() == item.exerciseClass())
                .filter(it -> it.kind() != Kind.GROUP)
                .filter(it -> it.positions().contains(item.position()))
                .filter(it -> Set.copyOf(it.primaryMuscles()).equals(Set.copyOf(item.groups())))
                .filter(it -> it.targets().containsAll(item.targets()))
                .filter(it -> it.direction() == item.direction() && it.level() == item.progressionLevel())
                .filter(it -> asksForNoMoreThan(it.dose(), item))
                .isPresent();
    }

    private static boolean asksForNoMoreThan(CatalogueDose dose, Item item) {
        return within(dose.sets(), item.sets())
                && within(dose.reps().or(dose::breaths), item.reps())
                && within(dose.holdSeconds(), item.holdSec())
                && within(dose.secondsPerSpot(), item.secondsPerSpot().orElse(0))
                && dose.minutes()
                        .map(it -> item.durationSec().orElse(0) <= 60 * it.max())
                        .orElse(true);
    }

    private static boolean within(Optional<Range> range, int value) {
        return range.map(it -> value <= it.max()).orElse(true);
    }

    static List<String> holdsNothingAConditionForbids(PlanToCheck plan) {
        var held = each(
                plan, it -> contraindicated(plan, it, Level.ABSOLUTE), "%s is forbidden with a reported condition.");
        return Stream.concat(held.stream(), neverWith(plan, Condition.ACUTE_INFECTION))
                .toList();
    }

    static List<String> holdsNothingThatWouldNeedAChange(PlanToCheck plan) {
        return each(
                plan,
                it -> contraindicated(plan, it, Level.PRECAUTION),
                "%s needs a change with a reported condition, and a week holds no such changes.");
    }

    private static boolean contraindicated(PlanToCheck plan, Item item, Level level) {
        var reported = codes(plan);
        return entry(plan, item).stream()
                .flatMap(it -> it.contraindications().stream())
                .anyMatch(it -> it.level() == level && reported.contains(it.condition()));
    }

    /// And what a clinician took out for them.
    static List<String> respectsWhatThePersonAvoids(PlanToCheck plan) {
        return each(
                plan,
                it -> person(plan).avoid().contains(it.exerciseId())
                        || plan.facts().takenOut(it.exerciseId()).isPresent(),
                "%s was to be left out.");
    }

    static List<String> leavesOutWhatTheClinicsTemplateDoes(PlanToCheck plan) {
        return each(
                plan, it -> plan.facts().isLeftOut(it.exerciseId()), "%s was to be left out by the clinic's template.");
    }

    static List<String> carriesItsGuidance(PlanToCheck plan) {
        var guidance = plan.guidance();
        boolean complete = Stream.of(guidance.painRule(), guidance.regressionRule(), guidance.missedSessionRule())
                        .noneMatch(String::isBlank)
                && !guidance.stopSigns().isEmpty()
                && !guidance.safetyNet().isEmpty();
        return when(!complete, "Pain rule, stop signs, safety net, regression or missed-session rule is missing.");
    }

    static List<String> neverBendsAFragileSpineFar(PlanToCheck plan) {
        return unlessSpared(
                plan,
                Set.of(
                        Condition.OSTEOPOROSIS,
                        Condition.SYSTEMIC_STEROIDS,
                        Condition.VERTEBRAL_FRACTURE,
                        Condition.VERTEBRAL_FRACTURE_SUSPECTED),
                tagged(Tag.SPINE_FLEXION_LOADED, Tag.SPINE_FLEXION_ROTATION, Tag.SPINE_FLEXION_END_RANGE),
                "%s bends a fragile spine too far.");
    }

    static List<String> leavesARecentFractureAlone(PlanToCheck plan) {
        boolean recent = conditions(plan)
                .filter(it -> it.code() == Condition.VERTEBRAL_FRACTURE
                        || it.code() == Condition.VERTEBRAL_FRACTURE_SUSPECTED)
                .anyMatch(it -> it.weeksAgo().isEmpty() || it.weeksAgo().get() < 12);
        Predicate<Item> forbidden = it -> Stream.of(Equipment.FOAM_ROLLER, Equipment.TOWEL, Equipment.YOGA_BLOCK)
                        .anyMatch(it.equipment()::contains)
                || has(plan, it, tagged(Tag.SPINE_EXTENSION_OVER_OBJECT, Tag.SPINE_EXTENSION_PRONE, Tag.IMPACT));
        var strained = each(plan, it -> recent && forbidden.test(it), "%s strains a fracture that is not yet healed.");
        return Stream.concat(strained.stream(), neverWith(plan, Condition.VERTEBRAL_FRACTURE_SUSPECTED))
                .toList();
    }

    /// Whoever agreed, from week 20 on nothing is done lying flat for more than a minute or face down, with held breath
    /// or held for long. A week that was said may be as good as over, and counts to the last day of the plan.
    static List<String> leavesPregnancyToAClinician(PlanToCheck plan) {
        var lastDay = plan.week().startsOn().plusDays(6);
        boolean late = conditions(plan)
                .filter(it -> it.code() == Condition.PREGNANCY)
                .anyMatch(it -> it.weeksAgo().isEmpty()
                        || !triage(plan)
                                .assessedOn()
                                .minusWeeks(it.weeksAgo().get())
                                .minusDays(6)
                                .plusWeeks(20)
                                .isAfter(lastDay));
        var strained = each(
                plan, it -> late && strainsLatePregnancy(plan, it), "%s does not fit the second half of a pregnancy.");
        return Stream.concat(onlyAgreed(plan, Set.of(Condition.PREGNANCY)), strained.stream())
                .toList();
    }

    private static boolean strainsLatePregnancy(PlanToCheck plan, Item item) {
        boolean onTheBack = item.position() == Position.LYING_ON_BACK || has(plan, item, tagged(Tag.SUPINE));
        return (onTheBack && secondsOf(item) > 60)
                || item.position() == Position.LYING_FACE_DOWN
                || has(plan, item, tagged(Tag.PRONE, Tag.SPINE_EXTENSION_PRONE, Tag.BREATH_HOLD_RISK))
                || (item.exerciseClass() == ExerciseClass.ISOMETRIC && item.holdSec() > 10);
    }

    /// An ill heart in a pregnancy is one of them, by whichever two words it was told.
    static List<String> leavesPregnancyComplicationsToAClinician(PlanToCheck plan) {
        var reported = codes(plan);
        var heart = when(
                reported.contains(Condition.PREGNANCY)
                        && HEART_AND_AORTA.stream().anyMatch(reported::contains),
                "With an ill heart or main artery in a pregnancy there is no week.");
        return Stream.concat(
                        heart.stream(),
                        neverWith(
                                plan,
                                Condition.PRE_ECLAMPSIA,
                                Condition.PLACENTA_PRAEVIA,
                                Condition.RUPTURED_MEMBRANES,
                                Condition.SEVERE_ANAEMIA_IN_PREGNANCY,
                                Condition.HEART_OR_LUNG_DISEASE_IN_PREGNANCY))
                .toList();
    }

    static List<String> neverLoadsUncontrolledBloodPressure(PlanToCheck plan) {
        return unlessSpared(
                plan,
                Set.of(Condition.HYPERTENSION_UNCONTROLLED),
                it -> it.exerciseClass() == ExerciseClass.STRENGTH || it.exerciseClass() == ExerciseClass.ISOMETRIC,
                "%s is load, and the blood pressure is not under control.");
    }

    static List<String> leavesHeartAndAortaToAClinician(PlanToCheck plan) {
        boolean reported = codes(plan).stream().anyMatch(HEART_AND_AORTA::contains);
        var strained = each(
                plan,
                it -> reported && (it.exerciseClass() == ExerciseClass.ISOMETRIC || it.rpe() > 3),
                "%s is held, or asks for more than an effort of 3, with an ill heart or main artery.");
        return Stream.concat(onlyAgreed(plan, HEART_AND_AORTA), strained.stream())
                .toList();
    }

    static List<String> neverTipsADizzyHead(PlanToCheck plan) {
        var tipped = unlessSpared(
                plan,
                Set.of(Condition.VERTIGO, Condition.BPPV, Condition.CONCUSSION_RECENT),
                tagged(Tag.NECK_ROLLING, Tag.NECK_FLEXION_END_RANGE, Tag.NECK_EXTENSION, Tag.HEAD_BELOW_HEART),
                "%s tips or rolls the head.");
        return Stream.concat(tipped.stream(), neverWith(plan, Condition.CERVICAL_ARTERY_SYMPTOMS))
                .toList();
    }

    static List<String> keepsSoreShouldersLow(PlanToCheck plan) {
        var raised = unlessSpared(
                plan,
                Set.of(Condition.SHOULDER_IMPINGEMENT, Condition.ROTATOR_CUFF_PAIN),
                it -> it.shoulderElevationDegrees() > 90,
                "%s lifts a sore shoulder above its height.");
        var turned = unlessSpared(
                plan,
                Set.of(Condition.SHOULDER_INSTABILITY),
                tagged(Tag.SHOULDER_END_RANGE_ABDUCTION_EXTERNAL_ROTATION),
                "%s takes a loose shoulder to its end.");
        return Stream.concat(raised.stream(), turned.stream()).toList();
    }

    static List<String> neverBendsTheNeckOntoASoreNerve(PlanToCheck plan) {
        return unlessSpared(
                plan,
                Set.of(Condition.CERVICAL_RADICULOPATHY),
                tagged(Tag.NECK_SIDE_BEND, Tag.NECK_EXTENSION),
                "%s bends the neck onto a sore nerve.");
    }

    static List<String> neverPressesWhereBloodClotsBadly(PlanToCheck plan) {
        return neverPresses(plan, Set.of(Condition.ANTICOAGULANT, Condition.BLEEDING_DISORDER));
    }

    static List<String> sparesAFreshOperation(PlanToCheck plan) {
        var fresh = conditions(plan)
                .filter(it -> it.weeksAgo().isEmpty() || it.weeksAgo().get() < 12)
                .map(ReportedCondition::code)
                .collect(toSet());
        boolean trunk = fresh.stream().anyMatch(TRUNK_OPERATIONS::contains);
        var alone = when(
                !agreed(plan) && (trunk || fresh.contains(Condition.EYE_SURGERY_RECENT)),
                "An operation within 12 weeks, or without a date: a clinician must agree first.");
        var strained = each(
                plan,
                it -> trunk && has(plan, it, tagged(Tag.PLANK_FAMILY, Tag.SPINE_EXTENSION_PRONE, Tag.OVERHEAD_LOAD)),
                "%s strains a trunk that was operated on within 12 weeks.");
        return Stream.concat(alone.stream(), strained.stream()).toList();
    }

    static List<String> neverRubsSkinLesionsShinglesOrClots(PlanToCheck plan) {
        return neverPresses(plan, Set.of(Condition.SKIN_LESION, Condition.SHINGLES, Condition.DVT));
    }

    private static List<String> neverPresses(PlanToCheck plan, Set<Condition> conditions) {
        boolean reported = codes(plan).stream().anyMatch(conditions::contains);
        return each(
                plan,
                it -> reported
                        && (it.exerciseClass() == ExerciseClass.SELF_MASSAGE
                                || it.equipment().contains(Equipment.FOAM_ROLLER)
                                || it.equipment().contains(Equipment.MASSAGE_BALL)),
                "%s presses or rubs where it must not.");
    }

    static List<String> staysOffTheFloorWhereItMust(PlanToCheck plan) {
        var limits = Set.of(Condition.KNEE_PROBLEM, Condition.WRIST_PROBLEM, Condition.KNEELING_LIMIT);
        boolean must = !person(plan).canFloorTransfer() || codes(plan).stream().anyMatch(limits::contains);
        var upright = EnumSet.of(Position.SITTING, Position.STANDING, Position.STANDING_HINGED);
        return each(plan, it -> must && !upright.contains(it.position()), "%s is done on the floor or the knees.");
    }

    static List<String> pressesBrieflyAndOnMuscleOnly(PlanToCheck plan) {
        var lines = each(
                plan,
                it -> it.exerciseClass() == ExerciseClass.SELF_MASSAGE
                        && (it.secondsPerSpot().orElse(91) > 90 || it.region() == Region.NECK),
                "%s presses for too long or in the wrong place.");
        var together = eachSession(
                plan,
                session -> session.items().stream()
                                .filter(it -> it.exerciseClass() == ExerciseClass.SELF_MASSAGE)
                                .mapToInt(it -> it.durationSec().orElse(301))
                                .sum()
                        > 300,
                "The session on %s presses for more than five minutes.");
        return Stream.concat(lines.stream(), together.stream()).toList();
    }

    static List<String> namesNoMedicine(PlanToCheck plan) {
        var breaks = plan.week().movementBreak().stream().map(it -> it.why().text());
        var named = Stream.concat(
                        items(plan).map(it -> it.name() + " " + it.why().text()), breaks)
                .filter(WeekRules::namesAMedicine)
                .map("A line of the week names a medicine: %s"::formatted);
        var dosed = texts(plan)
                .filter(text ->
                        MEDICINE_DOSE.matcher(text.toLowerCase(Locale.ROOT)).find())
                .map("A dose of a medicine is given: %s"::formatted);
        return Stream.concat(named, dosed).toList();
    }

    static List<String> neverStrengthensTheSameGroupOnConsecutiveDays(PlanToCheck plan) {
        var sentences = new ArrayList<String>();
        for (var day : plan.week().days()) {
            for (var other : plan.week().days()) {
                if (Math.floorMod(other.day().ordinal() - day.day().ordinal(), 7) == 1) {
                    strengthened(day)
                            .filter(strengthened(other).collect(toSet())::contains)
                            .distinct()
                            .map(group -> "%s is strengthened on %s and again on %s."
                                    .formatted(group, day.day(), other.day()))
                            .forEach(sentences::add);
                }
            }
        }
        sentences.addAll(ProgressRules.strengthenedTheDayBefore(plan));
        return sentences;
    }

    static List<String> strengthensAGroupNoOftenerThanTheStageAllows(PlanToCheck plan) {
        long most = Math.min(
                List.of(0L, 2L, 3L).get(stageOfTheDose(plan).ordinal()),
                List.of(0L, 2L, 3L).get(irritability(plan).ordinal()));
        return plan.week().days().stream()
                .flatMap(day -> strengthened(day).distinct())
                .collect(groupingBy(group -> group, counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > most)
                .map(entry -> "%s is strengthened on %s days; %s are allowed."
                        .formatted(entry.getKey(), entry.getValue(), most))
                .sorted()
                .toList();
    }

    static Stream<MuscleGroup> strengthened(Day day) {
        return day.sessions().stream()
                .flatMap(it -> it.items().stream())
                .filter(it -> it.exerciseClass() == ExerciseClass.STRENGTH
                        || (it.exerciseClass() == ExerciseClass.ISOMETRIC && it.rpe() >= 4))
                .flatMap(it -> it.groups().stream());
    }

    static List<String> hasADayWithoutLoad(PlanToCheck plan) {
        long loaded = plan.week().days().stream()
                .filter(day -> day.sessions().stream()
                        .flatMap(it -> it.items().stream())
                        .anyMatch(WeekRules::isLoad))
                .count();
        return when(loaded > 6, "Every day of the week carries load.");
    }

    static List<String> warmsUpBeforeLoad(PlanToCheck plan) {
        return eachSession(plan, session -> !isWarmedUp(session), "The session on %s loads without a warm-up.");
    }

    private static boolean isWarmedUp(Session session) {
        var before = session.items().stream().takeWhile(it -> !isLoad(it)).toList();
        long moving = before.stream()
                .filter(it ->
                        it.exerciseClass() == ExerciseClass.MOBILITY || it.exerciseClass() == ExerciseClass.AEROBIC)
                .count();
        return before.size() == session.items().size() || moving >= 2 || session.warmupMinutes() >= 3;
    }

    static List<String> neverStretchesAMuscleJustBeforeLoadingIt(PlanToCheck plan) {
        return eachSession(
                plan, WeekRules::stretchesJustBeforeLoading, "On %s a muscle is stretched just before it is loaded.");
    }

    private static boolean stretchesJustBeforeLoading(Session session) {
        for (int i = 1; i < session.items().size(); i++) {
            var before = session.items().get(i - 1);
            var load = session.items().get(i);
            if (before.exerciseClass() == ExerciseClass.STRETCH
                    && isLoad(load)
                    && before.groups().stream().anyMatch(load.groups()::contains)) {
                return true;
            }
        }
        return false;
    }

    static List<String> fitsTheTimeThePersonHas(PlanToCheck plan) {
        return eachSession(
                plan,
                session -> secondsOf(session) > 66 * person(plan).minutesPerSession(),
                "The session on %s takes longer than the person has.");
    }

    static List<String> declaresTheMinutesItTakes(PlanToCheck plan) {
        return eachSession(
                plan,
                session -> Math.abs(session.minutes() * 60 - secondsOf(session)) > 0.15 * secondsOf(session),
                "The session on %s takes another time than it says.");
    }

    private static int secondsOf(Session session) {
        boolean warmUpAmongTheItems = session.items().stream().anyMatch(it -> it.phase() == Phase.WARMUP);
        int onTop = warmUpAmongTheItems ? 0 : 60 * session.warmupMinutes();
        int transitions = 20 * Math.max(0, session.items().size() - 1);
        return onTop
                + transitions
                + session.items().stream().mapToInt(WeekRules::secondsOf).sum();
    }

    static int secondsOf(Item item) {
        int rests = (item.sets() - 1) * item.restSec();
        if (item.durationSec().isPresent()) {
            return item.durationSec().get() + rests;
        }
        int once = item.holdSec() > 0 ? item.reps() * item.holdSec() : item.reps() * 4;
        boolean twice = item.oneSided() && (item.side() == Side.BOTH || item.side() == Side.ALTERNATE);
        return item.sets() * once * (twice ? 2 : 1) + rests;
    }

    static List<String> usesOnlyTheDaysThePersonHas(PlanToCheck plan) {
        var sentences = new ArrayList<String>();
        var seen = EnumSet.noneOf(Weekday.class);
        for (var day : plan.week().days()) {
            long after = ChronoUnit.DAYS.between(plan.week().startsOn(), day.date());
            boolean right = seen.add(day.day())
                    && person(plan).days().contains(day.day())
                    && day.date().getDayOfWeek().ordinal() == day.day().ordinal()
                    && after >= 0
                    && after < 7
                    && day.sessions().size() <= person(plan).sessionsPerDay();
            if (!right) {
                sentences.add("%s is not free, or holds more sessions than asked for.".formatted(day.day()));
            }
        }
        return sentences;
    }

    static List<String> needsOnlyWhatThePersonOwns(PlanToCheck plan) {
        return each(
                plan,
                it -> !isOwned(person(plan), it) || entry(plan, it).stream().noneMatch(entry -> isEnough(entry, it)),
                "%s needs something the person does not have.");
    }

    private static boolean isOwned(Person person, Item item) {
        return item.equipment().stream().allMatch(it -> person.equipment().contains(it) || HOUSEHOLD.contains(it));
    }

    private static boolean isEnough(Candidate entry, Item item) {
        var inHand = new HashSet<>(item.equipment());
        if (inHand.contains(Equipment.RESISTANCE_BAND) && inHand.contains(Equipment.DOOR_ANCHOR)) {
            inHand.add(Equipment.ANCHORED_BAND);
        }
        return entry.equipment().stream().anyMatch(inHand::containsAll);
    }

    static List<String> keepsDosesWithinTheirClass(PlanToCheck plan) {
        return each(plan, it -> !isWithinItsClass(it), "The dose of %s is outside the bounds of its class.");
    }

    private static boolean isWithinItsClass(Item item) {
        boolean timed = item.durationSec().isPresent();
        return switch (item.exerciseClass()) {
            case MOBILITY ->
                !timed && between(item.reps(), 5, 15) && between(item.sets(), 1, 3) && between(item.holdSec(), 0, 5);
            case STRETCH -> !timed && between(item.holdSec(), 10, 60) && between(item.reps() * item.sets(), 1, 4);
            case MOTOR_CONTROL ->
                !timed && between(item.holdSec(), 3, 10) && between(item.reps(), 5, 15) && between(item.sets(), 1, 3);
            case ISOMETRIC -> !timed && between(item.holdSec(), 10, 60) && between(item.reps() * item.sets(), 1, 3);
            case STRENGTH ->
                !timed
                        && between(item.reps(), 6, 20)
                        && between(item.sets(), 1, 4)
                        && between(item.rpe(), 2, 8)
                        && between(item.holdSec(), 0, 5);
            case SELF_MASSAGE -> timed && between(item.secondsPerSpot().orElse(0), 30, 90);
            case AEROBIC -> timed && between(item.durationSec().get(), 60, 3600);
            case BREATHING, EDUCATION -> timed && between(item.durationSec().get(), 30, 900);
        };
    }

    static List<String> isGentleWhilePainIsEasilyStirred(PlanToCheck plan) {
        boolean high = irritability(plan) == Irritability.HIGH;
        return each(
                plan,
                it -> high && (it.painCeiling() > 2 || it.rpe() > 3 || it.holdSec() > 15),
                "%s asks too much while pain is easily stirred.");
    }

    /// Moderate irritability caps every hold, the stricter of two readings of this rule.
    static List<String> holdsNoPlanksOrRowsWhilePainIsNew(PlanToCheck plan) {
        boolean settling = stageOfTheDose(plan) == Stage.ACUTE || irritability(plan) == Irritability.HIGH;
        boolean moderate = irritability(plan) == Irritability.MODERATE;
        var early = each(
                plan, it -> settling && has(plan, it, tagged(Tag.PLANK_FAMILY, Tag.RESISTANCE)), "%s comes too early.");
        var held = each(plan, it -> moderate && it.holdSec() > 20, "%s is held for too long.");
        return Stream.concat(early.stream(), held.stream()).toList();
    }

    /// A novice always; anybody in a first week, and that is every week until one is known to have been done.
    static List<String> startsEasy(PlanToCheck plan) {
        boolean novice = person(plan).experience() == Experience.NOVICE;
        if (!novice && !ProgressRules.isFirstWeek(plan)) {
            return List.of();
        }
        var hard = each(
                plan,
                it -> it.progressionLevel() > 2 || (it.exerciseClass() == ExerciseClass.STRENGTH && it.rpe() > 6),
                novice ? "%s is too hard for a novice." : "%s is too hard for a first week.");
        var many = eachSession(
                plan,
                session -> session.items().stream()
                                .filter(it -> it.exerciseClass() == ExerciseClass.STRENGTH)
                                .count()
                        > 6,
                "The session on %s holds more than 6 strength exercises.");
        return Stream.concat(hard.stream(), many.stream()).toList();
    }

    /// The hardest exercises (level 3) only while strength is built up, and only after an easier form that the
    /// catalogue links to them, from either end, was done and borne.
    static List<String> takesOneStepAfterAnotherAndNothingTwice(PlanToCheck plan) {
        var twice = eachSession(
                plan,
                session -> session.items().stream()
                                .map(Item::exerciseId)
                                .distinct()
                                .count()
                        < session.items().size(),
                "The session on %s names an exercise twice.");
        boolean builds = stageOfTheDose(plan) == Stage.CHRONIC && irritability(plan) == Irritability.LOW;
        var early = each(
                plan,
                it -> it.progressionLevel() > 2 && !builds,
                "%s is harder than anything that this stage of the pain is for.");
        var steep = each(
                plan,
                it -> it.progressionLevel() > 2
                        && Stream.concat(Stream.of(it.exerciseId()), easierFormsOf(plan, it.exerciseId()))
                                .noneMatch(slug -> ProgressRules.wasBorne(plan, slug)),
                "%s comes before an easier form of it was done and borne.");
        return Stream.of(twice, early, steep).flatMap(List::stream).toList();
    }

    static Stream<String> easierFormsOf(PlanToCheck plan, String slug) {
        var down = plan.facts().candidates().stream()
                .filter(it -> it.slug().equals(slug))
                .flatMap(it -> it.regressTo().stream());
        var up = plan.facts().candidates().stream()
                .filter(it -> it.progressTo().contains(slug))
                .map(Candidate::slug);
        return Stream.concat(down, up);
    }

    static List<String> claimsNothing(PlanToCheck plan) {
        return texts(plan)
                .filter(WeekRules::claims)
                .map("This claims too much: %s"::formatted)
                .toList();
    }

    /// Whether words of a clinic's own may stand in a plan (H26, H48).
    public static boolean mayStandInAPlan(String words) {
        return mayApprove(words) && !claims(words);
    }

    /// Whether a clinician may approve a plan with these words: they have seen the person, and may say what they found
    /// (H48); to promise anything or to name a medicine (H26) is not theirs either.
    public static boolean mayApprove(String words) {
        return !says(PROMISE, words)
                && !namesAMedicine(words)
                && !MEDICINE_DOSE.matcher(words.toLowerCase(Locale.ROOT)).find();
    }

    static boolean namesAMedicine(String words) {
        return MEDICINE.matcher(words.toLowerCase(Locale.ROOT)).find();
    }

    static boolean claims(String text) {
        return says(CLAIM, text);
    }

    private static boolean says(Pattern claim, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return claim.matcher(lower)
                .results()
                .anyMatch(
                        it -> !NEGATION.matcher(lower.substring(0, it.start())).find());
    }

    static List<String> isReviewedInTime(PlanToCheck plan) {
        var picture = triage(plan).picture();
        boolean soon = picture.flatMap(Picture::ageYears).orElse(65) >= 65
                || picture.flatMap(Picture::nprs).orElse(10) >= 6;
        int most = soon ? 3 : stage(plan) == Stage.ACUTE ? 7 : 14;
        long days =
                ChronoUnit.DAYS.between(plan.week().startsOn(), plan.guidance().reviewDate());
        return when(
                days < 0 || days > most,
                "The review is %s days after the start; at most %s are allowed.".formatted(days, most));
    }

    static List<String> worksOnEveryTargetTwice(PlanToCheck plan) {
        var sentences = new ArrayList<String>();
        for (var goal : plan.week().goals()) {
            long hits = sessionItems(plan)
                    .filter(it -> it.targets().contains(goal.target()))
                    .count();
            if (hits < 2 || hits != goal.items()) {
                sentences.add("%s is a target, but %s item(s) serve it.".formatted(goal.target(), hits));
            }
        }
        var explained = Stream.concat(
                        plan.week().goals().stream().map(it -> it.target().name()),
                        plan.week().coverageReasons().stream()
                                .filter(it -> !it.reason().isBlank())
                                .map(CoverageReason::subject))
                .collect(toSet());
        Stream.of(
                        Target.THORACIC_MOBILITY,
                        Target.SCAPULAR_CONTROL,
                        Target.SCAPULAR_STRENGTH,
                        Target.UPPER_BACK_FLEXIBILITY)
                .filter(it -> !explained.contains(it.name()))
                .map("%s is neither a target nor is there a reason why not."::formatted)
                .forEach(sentences::add);
        plan.week().coverageReasons().stream()
                .filter(it -> !isTrue(plan, it))
                .map(it -> "The reason why %s is missing is not true.".formatted(it.subject()))
                .forEach(sentences::add);
        return plan.week().goals().isEmpty() ? List.of("The week has no target.") : sentences;
    }

    /// As far as the facts can tell: whether a few minutes more or less would have been enough they cannot.
    private static boolean isTrue(PlanToCheck plan, CoverageReason reason) {
        var target = Stream.of(Target.values())
                .filter(it -> it.name().equals(reason.subject()))
                .findFirst();
        boolean served = plan.week().goals().stream()
                .anyMatch(it -> target.filter(it.target()::equals).isPresent());
        return target.isEmpty()
                || (!served
                        && switch (reason.cause()) {
                            case NOTHING_SUITABLE ->
                                plan.facts().candidates().stream()
                                        .noneMatch(it -> it.targets().contains(target.get()) && isLeft(plan, it));
                            case TOO_FEW_DAYS -> person(plan).days().size() < 3;
                            case LATER_STAGE ->
                                target.get() == Target.SCAPULAR_STRENGTH && cautiousStage(plan) == Stage.ACUTE;
                            case TOO_LITTLE_TIME, CLINICIAN -> true;
                        });
    }

    /// Whether nothing at all speaks against an exercise. Where a condition might, by what the exercise is like, or the
    /// weeks before, it does not count as left: only what is certain makes a reason untrue.
    private static boolean isLeft(PlanToCheck plan, Candidate it) {
        var person = person(plan);
        boolean healthy = conditions(plan).findAny().isEmpty();
        boolean plain = it.tags().isEmpty()
                && it.shoulderElevationDegrees() <= 90
                && it.exerciseClass() != ExerciseClass.SELF_MASSAGE
                && !it.exerciseClass().loads()
                && it.equipment().stream().anyMatch(Set::isEmpty);
        return it.kind() != Kind.GROUP
                && it.level() <= 1
                && (healthy || (plain && it.contraindications().isEmpty()))
                && !person.avoid().contains(it.slug())
                && plan.facts().takenOut(it.slug()).isEmpty()
                && !plan.facts().isLeftOut(it.slug())
                && !ProgressRules.everHurt(plan, it.slug())
                && (!it.exerciseClass().loads() || cautiousStage(plan) != Stage.ACUTE)
                && (it.exerciseClass() != ExerciseClass.STRENGTH || it.balances())
                && it.at(cautiousStage(plan)).filter(StageDose::fits).isPresent()
                && it.equipment().stream()
                        .anyMatch(things -> things.stream()
                                .allMatch(thing -> person.equipment().contains(thing) || HOUSEHOLD.contains(thing)))
                && triage(plan).picture().stream()
                        .flatMap(said -> said.forbids().stream())
                        .noneMatch(forbidden -> forbidden.classes().contains(it.exerciseClass())
                                || tagged(forbidden.tags().toArray(Tag[]::new)).test(it))
                && it.positions().stream()
                        .anyMatch(at -> isOpen(plan, at, healthy && !it.tags().contains(Tag.FLOOR)));
    }

    private static boolean isOpen(PlanToCheck plan, Position position, boolean anywhere) {
        var upright = EnumSet.of(Position.SITTING, Position.STANDING, Position.STANDING_HINGED);
        return (upright.contains(position) || (anywhere && person(plan).canFloorTransfer()))
                && triage(plan).picture().stream()
                        .flatMap(said -> said.forbids().stream())
                        .noneMatch(forbidden -> forbidden.positions().contains(position));
    }

    static List<String> movesOftenEnough(PlanToCheck plan) {
        int wanted = stageOfTheDose(plan) == Stage.CHRONIC ? 3 : 5;
        var moving = items(plan)
                .filter(it -> it.exerciseClass() == ExerciseClass.MOBILITY)
                .count();
        boolean fewDays = person(plan).days().size() < 3
                && moving >= person(plan).days().size()
                && plan.week().coverageReasons().stream()
                        .anyMatch(it -> it.subject().equals("MOBILITY_EXPOSURES")
                                && !it.reason().isBlank());
        return when(moving < wanted && !fewDays, "The week moves %s times; it wants %s.".formatted(moving, wanted));
    }

    static List<String> worksBothSides(PlanToCheck plan) {
        return each(
                plan,
                it -> it.side() == Side.LEFT
                        || it.side() == Side.RIGHT
                        || (!it.oneSided()
                                && entry(plan, it).map(Candidate::oneSided).orElse(false)),
                "%s works one side only.");
    }

    static List<String> pullsAtLeastAsMuchAsItPushes(PlanToCheck plan) {
        var strength = items(plan)
                .filter(it -> it.exerciseClass() == ExerciseClass.STRENGTH)
                .toList();
        var sets = strength.stream().collect(groupingBy(Item::direction, summingInt(Item::sets)));
        var back = EnumSet.of(
                MuscleGroup.RHOMBOIDS,
                MuscleGroup.MIDDLE_TRAPEZIUS,
                MuscleGroup.LOWER_TRAPEZIUS,
                MuscleGroup.ERECTOR_SPINAE);
        boolean balanced = strength.stream().flatMap(it -> it.groups().stream()).anyMatch(back::contains);
        return when(
                (!strength.isEmpty() && !balanced)
                        || sets.getOrDefault(Direction.PUSH, 0) > sets.getOrDefault(Direction.PULL, 0),
                "The week pushes more than it pulls, or leaves the upper back out.");
    }

    static List<String> breaksUpDeskWork(PlanToCheck plan) {
        boolean desk = person(plan).contexts().contains(Context.DESK);
        boolean good = plan.week()
                .movementBreak()
                .filter(it -> between(it.everyMinutesMin(), 30, 60) && between(it.everyMinutesMax(), 30, 60))
                .filter(it -> between(it.minutes(), 1, 2))
                .isPresent();
        return when(desk && !good, "Desk work without a break of 1 to 2 minutes every 30 to 60 minutes.");
    }

    static List<String> tellsRunnersWhenToStop(PlanToCheck plan) {
        boolean runs = person(plan).contexts().contains(Context.RUNNING);
        boolean told = plan.guidance()
                .runningRule()
                .filter(rule -> plan.guidance().activities().stream()
                                .anyMatch(it -> it.stops(Activity.RUNNING) && rule.contains(it.text()))
                        || RUNNING.stream().allMatch(part -> part.matcher(rule).find()))
                .isPresent();
        return when(
                runs && !told,
                "A runner is not told when to run less (3 of 10) and when to stop (above 5, or worse the next morning).");
    }

    /// Ours: the limits that the picture of triage names by rule, besides the catalogue's own list. Where triage leaves
    /// the choice to a clinician, one who agreed has chosen.
    static List<String> holdsNothingThatTriageForbids(PlanToCheck plan) {
        return triage(plan).picture().stream()
                .flatMap(it -> it.forbids().stream())
                .filter(it -> it.assumed() || !it.approvable() || !agreed(plan))
                .flatMap(forbidden -> each(
                        plan,
                        it -> isForbidden(plan, it, forbidden),
                        "%%s is forbidden by rule %s of triage.".formatted(forbidden.ruleId()))
                        .stream())
                .toList();
    }

    private static boolean isForbidden(PlanToCheck plan, Item item, Forbidden forbidden) {
        return forbidden.classes().contains(item.exerciseClass())
                || forbidden.positions().contains(item.position())
                || has(plan, item, tagged(forbidden.tags().toArray(Tag[]::new)));
    }

    /// Ours: what triage says about running, lifting and the desk travels with the week, word for word.
    static List<String> goesOnAsTriageAdvises(PlanToCheck plan) {
        return triage(plan).picture().stream()
                .flatMap(it -> it.activities().stream())
                .filter(it ->
                        it.done() || contextsOf(plan).contains(it.activity().name()))
                .filter(it -> !plan.guidance().activities().contains(it))
                .map(it -> "The week does not say of %s what triage says (%s).".formatted(it.activity(), it.ruleId()))
                .toList();
    }

    /// Ours: the catalogue says of each exercise for which stages it is. Of the stage and of what an easily stirred
    /// pain can bear, the more cautious counts.
    static List<String> holdsOnlyWhatFitsTheStage(PlanToCheck plan) {
        return each(
                plan,
                it -> stageDose(plan, it).filter(StageDose::fits).isEmpty(),
                "%s is not for this stage of the pain, or the catalogue does not say so.");
    }

    /// Ours: within a session, a day and a week nothing exceeds what the catalogue gives for the stage. A break at the
    /// desk is no session: it keeps to the dose, not to how often.
    static List<String> asksForNoMoreThanTheStageAllows(PlanToCheck plan) {
        var much = each(
                plan,
                it -> stageDose(plan, it).filter(most -> exceeds(most, it)).isPresent(),
                "%s is dosed higher than this stage of the pain allows.");
        var often = sessionItems(plan)
                .filter(it -> stageDose(plan, it)
                        .flatMap(StageDose::perWeek)
                        .filter(most -> times(sessionItems(plan), it) > most.max())
                        .isPresent())
                .map(it ->
                        "%s comes up more often in the week than this stage of the pain allows.".formatted(it.name()))
                .distinct();
        var oftenADay = plan.week().days().stream()
                .flatMap(day -> itemsOf(day)
                        .filter(it -> stageDose(plan, it)
                                .flatMap(StageDose::perDay)
                                .filter(most -> times(itemsOf(day), it) > most.max())
                                .isPresent())
                        .map(it -> "%s comes up more often on %s than this stage of the pain allows."
                                .formatted(it.name(), day.day())))
                .distinct();
        return Stream.of(much.stream(), often, oftenADay).flatMap(it -> it).toList();
    }

    private static boolean exceeds(StageDose most, Item item) {
        return !(within(most.sets(), item.sets())
                && within(most.reps().or(most::breaths), item.reps())
                && within(most.holdSeconds(), item.holdSec())
                && within(most.secondsPerSpot(), item.secondsPerSpot().orElse(0))
                && most.minutes()
                        .map(it -> item.durationSec().orElse(0) <= 60 * it.max())
                        .orElse(true));
    }

    private static long times(Stream<Item> items, Item item) {
        return items.filter(it -> it.exerciseId().equals(item.exerciseId())).count();
    }

    private static Optional<StageDose> stageDose(PlanToCheck plan, Item item) {
        var cautious = cautiousStage(plan);
        return entry(plan, item).stream()
                .flatMap(it -> it.stageDoses().stream())
                .filter(it -> it.stage() == cautious)
                .findFirst();
    }

    private static Stage cautiousStage(PlanToCheck plan) {
        return List.of(Stage.ACUTE, Stage.SUBACUTE, Stage.CHRONIC)
                .get(Math.min(stageOfTheDose(plan).ordinal(), irritability(plan).ordinal()));
    }

    private static Stream<Item> itemsOf(Day day) {
        return day.sessions().stream().flatMap(session -> session.items().stream());
    }

    private static Set<String> contextsOf(PlanToCheck plan) {
        return person(plan).contexts().stream().map(Context::name).collect(toSet());
    }

    private static boolean isLoad(Item item) {
        return item.exerciseClass() == ExerciseClass.STRENGTH || item.exerciseClass() == ExerciseClass.ISOMETRIC;
    }

    private static boolean between(int value, int least, int most) {
        return value >= least && value <= most;
    }

    private static List<String> when(boolean broken, String sentence) {
        return broken ? List.of(sentence) : List.of();
    }

    private static List<String> each(PlanToCheck plan, Predicate<Item> broken, String sentence) {
        return items(plan)
                .filter(broken)
                .map(it -> sentence.formatted(it.name()))
                .distinct()
                .toList();
    }

    private static List<String> eachSession(PlanToCheck plan, Predicate<Session> broken, String sentence) {
        return plan.week().days().stream()
                .filter(day -> day.sessions().stream().anyMatch(broken))
                .map(day -> sentence.formatted(day.day()))
                .toList();
    }

    private static Stream<String> onlyAgreed(PlanToCheck plan, Set<Condition> conditions) {
        return codes(plan).stream()
                .filter(it -> !agreed(plan) && conditions.contains(it))
                .sorted()
                .map(it -> "With %s a clinician must agree first.".formatted(it.words()));
    }

    private static Stream<String> neverWith(PlanToCheck plan, Condition... conditions) {
        var reported = codes(plan);
        return Stream.of(conditions)
                .filter(reported::contains)
                .map(it -> "With %s there is no week.".formatted(it.words()));
    }

    private static List<String> unlessSpared(
            PlanToCheck plan, Set<Condition> conditions, Predicate<Candidate> forbidden, String sentence) {
        boolean reported = codes(plan).stream().anyMatch(conditions::contains);
        return each(plan, it -> reported && has(plan, it, forbidden), sentence);
    }

    private static boolean has(PlanToCheck plan, Item item, Predicate<Candidate> feature) {
        return entry(plan, item).filter(feature).isPresent();
    }

    private static Predicate<Candidate> tagged(Tag... tags) {
        return candidate -> Arrays.stream(tags).anyMatch(candidate.tags()::contains);
    }

    private static Optional<Candidate> entry(PlanToCheck plan, Item item) {
        return plan.facts().candidates().stream()
                .filter(it -> it.slug().equals(item.exerciseId()))
                .findFirst();
    }

    private static Stream<Item> sessionItems(PlanToCheck plan) {
        return plan.week().days().stream().flatMap(WeekRules::itemsOf);
    }

    private static Stream<Item> items(PlanToCheck plan) {
        var breaks = plan.week().movementBreak().stream().flatMap(it -> it.items().stream());
        return Stream.concat(sessionItems(plan), breaks);
    }

    private static Stream<String> texts(PlanToCheck plan) {
        var guidance = plan.guidance();
        var why = items(plan).map(it -> it.why().text());
        var week = plan.week().coverageReasons().stream().map(CoverageReason::reason);
        var goals = plan.week().goals().stream().map(Goal::because);
        var rules = Stream.of(
                Stream.of(guidance.painRule(), guidance.regressionRule(), guidance.missedSessionRule()),
                guidance.stopSigns().stream(),
                guidance.safetyNet().stream(),
                guidance.runningRule().stream(),
                guidance.activities().stream().map(Advised::text),
                plan.week().movementBreak().stream().map(it -> it.why().text()),
                plan.texts().stream());
        return Stream.of(why, week, goals, rules.flatMap(it -> it)).flatMap(it -> it);
    }

    private static Set<Condition> codes(PlanToCheck plan) {
        return conditions(plan).map(ReportedCondition::code).collect(toSet());
    }

    private static Stream<ReportedCondition> conditions(PlanToCheck plan) {
        return Stream.concat(
                triage(plan).picture().stream().flatMap(it -> it.conditions().stream()),
                person(plan).conditions().stream());
    }

    private static Triage triage(PlanToCheck plan) {
        return plan.facts().triage();
    }

    private static Stage stage(PlanToCheck plan) {
        return triage(plan).picture().map(Picture::stage).orElse(Stage.ACUTE);
    }

    /// The weeks before may keep a person at an earlier stage than the calendar; it counts as soon as the week says so.
    private static Stage stageOfTheDose(PlanToCheck plan) {
        return plan.week().stage().ordinal() < stage(plan).ordinal()
                ? plan.week().stage()
                : stage(plan);
    }

    private static Irritability irritability(PlanToCheck plan) {
        return triage(plan).picture().map(Picture::irritability).orElse(Irritability.HIGH);
    }

    private static Person person(PlanToCheck plan) {
        return plan.facts().person();
    }
}
