package org.scapula.planner.week;

import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// The hard rules that compare a week with the weeks before it. As [WeekRules] they are a second opinion: they read
/// what was planned and what was reported, and ask nobody what it means.
final class ProgressRules {

    private static final int RISE = 2;

    static final List<WeekRules.Rule> ALL = List.of(
            new WeekRules.Rule("H05", ProgressRules::goesOnFromWhatHappened),
            new WeekRules.Rule("H40", ProgressRules::raisesHardSetsSlowly),
            new WeekRules.Rule("H41", ProgressRules::raisesOneThingAtATime),
            new WeekRules.Rule("H42", ProgressRules::isQuietAfterAFlare),
            new WeekRules.Rule("H43", ProgressRules::goesBackAfterTwoBadMornings),
            new WeekRules.Rule("H44", ProgressRules::earnsTheNextStage),
            new WeekRules.Rule("H45", ProgressRules::startsLowAfterMissedDays),
            new WeekRules.Rule("H46", ProgressRules::takesALighterWeekInTime),
            new WeekRules.Rule("H61", ProgressRules::leavesOutWhatHurt));

    private ProgressRules() {}

    /// It follows its week, or takes the place of what is left of it and is the same week still.
    static List<String> goesOnFromWhatHappened(PlanToCheck plan) {
        int index = past(plan)
                .map(it -> isUnderWay(plan) ? it.index() : it.index() + 1)
                .orElse(1);
        boolean inTurn = past(plan)
                .map(it -> !plan.week().startsOn().isBefore(it.startsOn()))
                .orElse(true);
        var gaps = new ArrayList<String>();
        if (plan.week().weekIndex() != index || !inTurn) {
            gaps.add("The week does not follow from the one before it.");
        }
        if (reports(plan).anyMatch(it -> it.newSymptoms() && !it.assessedSince())) {
            gaps.add("Something new was told, and nobody has assessed it.");
        }
        return gaps;
    }

    /// A first week has at most 12. Later the larger of a fifth and one set more; a tenth in the week after the restart
    /// that followed a flare; from nothing at most 4; after a lighter week as many as before it.
    static List<String> raisesHardSetsSlowly(PlanToCheck plan) {
        int most = past(plan).map(last -> most(plan, last)).orElse(12);
        int hard = hardSets(plan);
        return when(hard > most, "The week has %s hard sets; %s are allowed.".formatted(hard, most));
    }

    private static int most(PlanToCheck plan, PastWeek last) {
        int sets = last.hardSets();
        if (isUnderWay(plan)) {
            return sets;
        }
        int back = last.deload() ? before(plan).map(PastWeek::hardSets).orElse(0) : 0;
        if (hasSessionsToCome(last)) {
            return Math.max(sets, back);
        }
        if (sets == 0) {
            return Math.max(4, back);
        }
        boolean afterRestart = before(plan).filter(it -> flared(plan, it)).isPresent();
        int raised = afterRestart ? (int) (sets * 1.1) : Math.max((int) (sets * 1.2), sets + 1);
        return Math.max(raised, back);
    }

    /// A harder form is such a thing: it follows a good week of the same stage, and what it is a harder form
    /// of asks for no more meanwhile. Of load nothing at all rises while sessions of last week are still to
    /// come: how they go is not known.
    static List<String> raisesOneThingAtATime(PlanToCheck plan) {
        var before = reference(plan);
        var outgrown = newHardOnes(plan).stream()
                .flatMap(slug -> WeekRules.easierFormsOf(plan, slug))
                .collect(toSet());
        boolean open = past(plan).filter(ProgressRules::hasSessionsToCome).isPresent();
        var more = dosesOf(plan).values().stream()
                .filter(now -> Optional.ofNullable(before.get(now.slug()))
                        .filter(then -> raised(then, now)
                                > (outgrown.contains(now.slug())
                                                || open && now.exerciseClass().loads()
                                        ? 0
                                        : 1))
                        .isPresent())
                .map(now -> "Too much is raised for %s at once.".formatted(now.slug()));
        boolean good = !isUnderWay(plan)
                && past(plan)
                        .filter(last -> wasGood(last) && last.regimen() == regimen(plan))
                        .isPresent();
        var unearned = newHardOnes(plan).stream()
                .filter(slug -> !good)
                .map("%s is new and hard, and does not follow a good week of this stage."::formatted);
        return Stream.concat(more, unearned).toList();
    }

    private static boolean hasSessionsToCome(PastWeek week) {
        return !week.sessions().stream().allMatch(it -> it.due() || it.report().isPresent());
    }

    /// Of the hardest level, and neither in last week's plan nor in the one that this week may return to.
    private static List<String> newHardOnes(PlanToCheck plan) {
        var before = reference(plan);
        return plan.week()
                .items()
                .filter(it -> it.progressionLevel() > 2 && !before.containsKey(it.exerciseId()))
                .map(Item::exerciseId)
                .distinct()
                .toList();
    }

    /// Nobody is known to have done anything of a week that is over.
    static boolean isFirstWeek(PlanToCheck plan) {
        return plan.facts().history().stream()
                .filter(week -> !plan.week().startsOn().isBefore(week.startsOn().plusDays(7)))
                .flatMap(week -> week.reports().stream())
                .allMatch(report -> report.done() == Done.SKIPPED);
    }

    /// It stood in a session of which something was done, and the last that was said of it is neither that it hurts nor
    /// that it was too hard.
    static boolean wasBorne(PlanToCheck plan, String slug) {
        var said = new TreeMap<LocalDateTime, Rating>();
        boolean done = false;
        for (var week : plan.facts().history()) {
            done |= week.lines().stream().anyMatch(line -> line.slug().equals(slug) && wasDone(week, line));
            for (var session : week.sessions()) {
                session.report()
                        .flatMap(report -> Optional.ofNullable(report.ratings().get(slug)))
                        .ifPresent(rating -> said.put(session.date().atTime(session.session(), 0), rating));
            }
        }
        var last = Optional.ofNullable(said.lastEntry()).map(Map.Entry::getValue);
        return done
                && last.filter(it -> it == Rating.HURTS || it == Rating.TOO_HARD)
                        .isEmpty();
    }

    private static long raised(PastDose then, PastDose now) {
        return Stream.<ToIntFunction<PastDose>>of(
                        PastDose::sets,
                        PastDose::reps,
                        PastDose::holdSec,
                        PastDose::seconds,
                        PastDose::rpe,
                        PastDose::times)
                .filter(figure -> figure.applyAsInt(now) > figure.applyAsInt(then))
                .count();
    }

    static List<String> isQuietAfterAFlare(PlanToCheck plan) {
        if (!flaredLately(plan)) {
            return List.of();
        }
        var last = plan.facts().history().getLast();
        var quietUntil = plan.week().startsOn().plusDays(2);
        boolean loud = plan.week().days().stream()
                .filter(day -> day.date().isBefore(quietUntil))
                .flatMap(day -> day.sessions().stream())
                .flatMap(session -> session.items().stream())
                .anyMatch(it ->
                        it.exerciseClass() != ExerciseClass.MOBILITY && it.exerciseClass() != ExerciseClass.AEROBIC);
        int borne = plan.facts().history().reversed().stream()
                .filter(it -> !flared(plan, it))
                .findFirst()
                .orElse(last)
                .hardSets();
        boolean harder = plan.week().items().anyMatch(it -> it.progressionLevel() > last.highestLevel())
                || !newHardOnes(plan).isEmpty();
        boolean loudAtTheDesk = breaks(plan)
                .anyMatch(it ->
                        it.exerciseClass() != ExerciseClass.MOBILITY && it.exerciseClass() != ExerciseClass.AEROBIC);
        return Stream.of(
                        when(loud, "The first two days after a flare hold more than movement and walking."),
                        when(loudAtTheDesk, "After a flare the breaks at the desk hold more than movement."),
                        when(hardSets(plan) > (int) (0.7 * borne), "After a flare the week holds too many hard sets."),
                        when(harder, "After a flare the week holds a harder variant than before."))
                .flatMap(List::stream)
                .toList();
    }

    /// A stage back; at the first, where there is none before it, at least one thing that tires is less or gone,
    /// unless three weeks were missed and everything begins anew.
    static List<String> goesBackAfterTwoBadMornings(PlanToCheck plan) {
        var second = secondBadMornings(plan);
        boolean stays = past(plan)
                .filter(last -> last.regimen() == 0
                        ? regimen(plan) > 0 || (missed(plan) < 21 && !takesSomethingAway(last, dosesOf(plan)))
                        : regimen(plan) > last.regimen() - 1)
                .isPresent();
        return Stream.of(
                        when(!second.isEmpty() && stays, "After two bad mornings in a row the stage stays as it was."),
                        when(
                                lately(plan).stream().anyMatch(ProgressRules::wasABadMorning)
                                        && !newHardOnes(plan).isEmpty(),
                                "After a bad morning the week holds a harder variant than before."),
                        when(
                                second.stream().anyMatch(it -> !it.assessedSince()),
                                "After two bad mornings in a row nobody has assessed the person."))
                .flatMap(List::stream)
                .toList();
    }

    /// Or there was nothing that could be less.
    private static boolean takesSomethingAway(PastWeek last, Map<String, PastDose> now) {
        var tiring = last.doses().values().stream()
                .filter(it -> tires(it.exerciseClass()))
                .toList();
        return tiring.stream().allMatch(ProgressRules::isLeast)
                || tiring.stream()
                        .anyMatch(then -> Optional.ofNullable(now.get(then.slug()))
                                .filter(it -> volume(it) >= volume(then))
                                .isEmpty());
    }

    static List<String> earnsTheNextStage(PlanToCheck plan) {
        int said =
                plan.facts().triage().picture().map(it -> it.stage().ordinal()).orElse(0);
        boolean ahead = plan.week().stage().ordinal() > said;
        int more = past(plan).map(last -> regimen(plan) - last.regimen()).orElse(0);
        boolean unearned = more > 1 || (more == 1 && (isUnderWay(plan) || !isEarned(plan)));
        return when(ahead || unearned, "The week is at a later stage than the weeks before have earned.");
    }

    private static boolean isEarned(PlanToCheck plan) {
        var now = plan.facts().triage().picture().flatMap(Picture::nprs);
        var last = past(plan).map(PastWeek::startsOn);
        return before(plan)
                        .filter(ProgressRules::wasGood)
                        .filter(it ->
                                last.filter(it.startsOn().plusDays(6)::isBefore).isPresent())
                        .isPresent()
                && past(plan).filter(ProgressRules::wasGood).isPresent()
                && now.filter(nprs -> nprs <= 3
                                || nprs
                                        < before(plan)
                                                .flatMap(PastWeek::baseline)
                                                .orElse(0))
                        .isPresent();
    }

    /// No session is still to come, seven of ten sessions done, no pain above 5, no morning worse than the
    /// baseline; of what was done all of it known, but for the morning after a session whose day is not over.
    private static boolean wasGood(PastWeek week) {
        return wasGood(week, 5);
    }

    private static boolean wasGood(PastWeek week, int most) {
        if (hasSessionsToCome(week)) {
            return false;
        }
        var done =
                week.reports().stream().filter(it -> it.done() != Done.SKIPPED).toList();
        double share = done.stream()
                .mapToDouble(it -> it.done() == Done.DONE ? 1 : 0.5)
                .sum();
        boolean mornings = week.sessions().stream()
                .filter(session ->
                        session.report().filter(it -> it.done() != Done.SKIPPED).isPresent())
                .allMatch(session -> session.report()
                        .flatMap(Report::painNextMorning)
                        .map(pain -> pain <= week.baseline().orElse(0))
                        .orElse(!session.due()));
        return !week.sessions().isEmpty()
                && share / week.sessions().size() >= 0.7
                && done.stream()
                        .allMatch(it ->
                                it.painDuring().filter(pain -> pain <= most).isPresent())
                && mornings
                && week.reports().stream()
                        .noneMatch(it -> it.painDuring().orElse(0) > most
                                || it.painNextMorning().orElse(0)
                                        > week.baseline().orElse(0));
    }

    /// Seven tenths of before after a week; after three the dose that anybody begins with, and no more hard
    /// sets than a first week has.
    static List<String> startsLowAfterMissedDays(PlanToCheck plan) {
        var since = missedSince(plan);
        long missed = missed(plan);
        if (missed < 7) {
            return List.of();
        }
        var low = new ArrayList<String>();
        int most = (int) (0.7 * plan.facts().history().getLast().hardSets());
        if (hardSets(plan) > (missed < 21 ? most : Math.min(12, most))) {
            low.add("After %s missed days the week holds too many hard sets.".formatted(missed));
        }
        var before = reference(plan);
        dosesOf(plan).values().stream()
                .filter(now -> tires(now.exerciseClass()))
                .filter(now -> missed >= 21
                        ? isMoreThanAtFirst(plan, now)
                        : Optional.ofNullable(before.get(now.slug()))
                                .filter(then -> 10 * volume(now) > 7 * volume(then) && !isLeast(now))
                                .isPresent())
                .map(now -> "After %s missed days %s starts too high.".formatted(missed, now.slug()))
                .forEach(low::add);
        newHardOnes(plan).stream()
                .map(slug -> "After %s missed days %s is new and hard.".formatted(missed, slug))
                .forEach(low::add);
        boolean assessed =
                !plan.facts().triage().assessedOn().isBefore(since.orElseThrow().plusDays(21));
        if (missed >= 21 && !assessed) {
            low.add("More than three weeks were missed, and nobody has assessed the person since.");
        }
        return low;
    }

    private static long missed(PlanToCheck plan) {
        return missedSince(plan)
                .map(day -> ChronoUnit.DAYS.between(day, plan.week().startsOn()))
                .orElse(0L);
    }

    /// What a class begins with at each stage: the least sets, repetitions, seconds to hold and minutes
    /// that the dose table gives.
    private record First(List<Integer> sets, List<Integer> reps, List<Integer> hold, List<Integer> minutes) {

        private static First of(ExerciseClass exerciseClass, boolean older) {
            return switch (exerciseClass) {
                case STRENGTH ->
                    new First(List.of(2, 1, 2), List.of(8, 10, older ? 10 : 8), List.of(0, 0, 0), List.of(0, 0, 0));
                case ISOMETRIC -> new First(List.of(2, 2, 2), List.of(1, 1, 1), List.of(0, 10, 20), List.of(0, 0, 0));
                case MOTOR_CONTROL ->
                    new First(List.of(1, 2, 2), List.of(5, 8, 10), List.of(3, 5, 5), List.of(0, 0, 0));
                default -> new First(List.of(1, 1, 1), List.of(1, 1, 1), List.of(0, 0, 0), List.of(10, 15, 20));
            };
        }
    }

    /// Above the least that class, catalogue and stage give together.
    private static boolean isMoreThanAtFirst(PlanToCheck plan, PastDose now) {
        var candidate = plan.facts().candidates().stream()
                .filter(it -> it.slug().equals(now.slug()))
                .findFirst();
        if (candidate.isEmpty()) {
            return true;
        }
        var dose = candidate.get().dose();
        int row = regimen(plan);
        var stage = candidate.get().at(Stage.values()[row]);
        var age = plan.facts().triage().picture().flatMap(Picture::ageYears);
        var first = First.of(now.exerciseClass(), age.orElse(65) >= 65);
        return now.sets() > least(first.sets().get(row), dose.sets(), stage.flatMap(StageDose::sets))
                || now.reps()
                        > least(
                                first.reps().get(row),
                                dose.reps().or(dose::breaths),
                                stage.flatMap(it -> it.reps().or(it::breaths)))
                || now.holdSec()
                        > least(first.hold().get(row), dose.holdSeconds(), stage.flatMap(StageDose::holdSeconds))
                || now.seconds()
                        > 60 * least(first.minutes().get(row), dose.minutes(), stage.flatMap(StageDose::minutes));
    }

    private static int least(int first, Optional<Range> source, Optional<Range> stage) {
        return Stream.of(source, stage)
                .flatMap(Optional::stream)
                .mapToInt(Range::min)
                .reduce(first, Math::max);
    }

    private static boolean tires(ExerciseClass exerciseClass) {
        return exerciseClass.loads()
                || exerciseClass == ExerciseClass.MOTOR_CONTROL
                || exerciseClass == ExerciseClass.AEROBIC;
    }

    private static int volume(PastDose dose) {
        return dose.seconds() > 0 ? dose.seconds() : dose.sets() * dose.reps() * Math.max(1, dose.holdSec());
    }

    /// As little as the class allows, or a minute; rounding takes no more away.
    private static boolean isLeast(PastDose dose) {
        return switch (dose.exerciseClass()) {
            case STRENGTH -> dose.sets() == 1 && dose.reps() <= 6;
            case MOTOR_CONTROL -> dose.sets() == 1 && dose.reps() <= 5;
            case ISOMETRIC -> dose.sets() == 1 && dose.reps() == 1 && dose.holdSec() <= 10;
            default -> dose.seconds() <= 180;
        };
    }

    /// Five weeks without one are the most. It takes away at least one set; where it leaves less than half, it says so.
    static List<String> takesALighterWeekInTime(PlanToCheck plan) {
        var history = plan.facts().history();
        int weeks = weeksOfLoad(history);
        int before = history.isEmpty() ? 0 : history.getLast().hardSets();
        int now = hardSets(plan);
        boolean light = now <= Math.min(before - 1, (int) Math.round(0.7 * before));
        boolean saysSo = plan.week().coverageReasons().stream()
                .anyMatch(it -> it.subject().equals("HARD_SETS") && !it.reason().isBlank());
        return Stream.of(
                        when(weeks >= 5 && before > 0 && !light, "After five weeks of load there is no lighter one."),
                        when(
                                plan.week().deload() && before > 0 && !light,
                                "The week is called lighter, and holds %s hard sets after %s.".formatted(now, before)),
                        when(
                                plan.week().deload() && !newHardOnes(plan).isEmpty(),
                                "The lighter week holds a harder variant than before."),
                        when(
                                plan.week().deload() && 2 * now < before && !saysSo,
                                "The lighter week takes away more than half, and does not say why."))
                .flatMap(List::stream)
                .toList();
    }

    private static int weeksOfLoad(List<PastWeek> history) {
        var since = new HashSet<Integer>();
        for (int at = history.size() - 1; at >= 0 && !wasLighter(history, at); at--) {
            since.add(history.get(at).index());
        }
        return since.size();
    }

    private static boolean wasLighter(List<PastWeek> history, int at) {
        return history.get(at).deload()
                || (at > 0
                        && history.get(at).hardSets()
                                <= 0.7 * history.get(at - 1).hardSets());
    }

    /// Ours: what the person says hurts is not in the next week.
    static List<String> leavesOutWhatHurt(PlanToCheck plan) {
        var said = ratings(plan);
        return Stream.concat(plan.week().items(), breaks(plan))
                .filter(it -> said.get(it.exerciseId()) == Rating.HURTS)
                .map(it -> "%s hurt last week.".formatted(it.name()))
                .distinct()
                .toList();
    }

    /// The last word on each exercise.
    static Map<String, Rating> ratings(PlanToCheck plan) {
        var said = new HashMap<String, Rating>();
        lately(plan).forEach(it -> said.putAll(it.report().ratings()));
        return said;
    }

    /// What the plan of the week before held, by slug.
    static Set<String> lastWeek(PlanToCheck plan) {
        return past(plan).stream()
                .flatMap(it -> it.lines().stream())
                .map(PastLine::slug)
                .collect(toSet());
    }

    /// No variant is harder than this one: after a flare none that is harder than what was done before.
    static int highestLevel(PlanToCheck plan) {
        return flaredLately(plan) ? past(plan).map(PastWeek::highestLevel).orElse(1) : Integer.MAX_VALUE;
    }

    /// How often what was done before may come: load no oftener than before, nor anything that gets more of something
    /// else, as only one thing rises at a time (H41). What is not in it has no such limit.
    static Map<String, Integer> mostTimes(PlanToCheck plan) {
        boolean rises = mayRise(plan);
        var said = ratings(plan);
        var times = new HashMap<String, Integer>();
        reference(plan).values().stream()
                .filter(it -> it.exerciseClass().loads()
                        || (rises && isReady(plan, it.slug(), Optional.ofNullable(said.get(it.slug())))))
                .forEach(it -> times.put(it.slug(), it.times()));
        return times;
    }

    /// Nothing speaks against a little more: no flare, no bad morning, not a week missed, no lighter week due, and the
    /// last week is over and went well.
    private static boolean mayRise(PlanToCheck plan) {
        var last = past(plan);
        long missed = missedSince(plan)
                .map(day -> ChronoUnit.DAYS.between(day, plan.week().startsOn()))
                .orElse(0L);
        boolean badMorning = lately(plan).stream()
                .anyMatch(it -> it.report()
                        .painNextMorning()
                        .filter(pain -> isBad(it.week(), pain))
                        .isPresent());
        boolean lighterWeekDue = weeksOfLoad(plan.facts().history()) >= 5
                && last.filter(it -> it.hardSets() > 0).isPresent();
        return !flaredLately(plan)
                && missed < 7
                && !badMorning
                && !lighterWeekDue
                && !isUnderWay(plan)
                && last.filter(it -> wasGood(it, List.of(2, 4, 5).get(it.regimen())))
                        .isPresent();
    }

    /// Done as planned twice, and said to be right or too easy; where nothing was said of it, no session with it was
    /// hard.
    private static boolean isReady(PlanToCheck plan, String slug, Optional<Rating> said) {
        var last = past(plan).orElseThrow();
        var done = last.sessions().stream()
                .filter(session -> last.lines().stream()
                        .filter(line -> line.slug().equals(slug) && line.session() == session.session())
                        .anyMatch(line -> line.date().equals(session.date())))
                .flatMap(session -> session.report().stream())
                .filter(report -> report.done() == Done.DONE)
                .toList();
        boolean neverHard = done.stream()
                .allMatch(report -> report.effort().filter(it -> it <= 6).isPresent());
        return done.size() >= 2
                && said.map(it -> it == Rating.FINE || it == Rating.TOO_EASY).orElse(neverHard);
    }

    private static Stream<Item> breaks(PlanToCheck plan) {
        return plan.week().movementBreak().stream().flatMap(it -> it.items().stream());
    }

    /// H27 over the turn of the week: what was strengthened on the last day of load, and comes again the day after.
    static List<String> strengthenedTheDayBefore(PlanToCheck plan) {
        var sentences = new ArrayList<String>();
        for (var week : plan.facts().history()) {
            for (var line : week.lines()) {
                boolean counts = line.date().isBefore(plan.week().startsOn()) || wasDone(week, line);
                if (!line.strengthens() || !counts) {
                    continue;
                }
                plan.week().days().stream()
                        .filter(day -> day.date().isBefore(line.date().plusDays(2)))
                        .flatMap(day -> line.groups().stream()
                                .filter(WeekRules.strengthened(day).collect(toSet())::contains)
                                .map(group -> "%s was strengthened the day before %s.".formatted(group, day.date())))
                        .forEach(sentences::add);
            }
        }
        return sentences.stream().distinct().toList();
    }

    private static boolean wasDone(PastWeek week, PastLine line) {
        return week.sessions().stream()
                .filter(it -> it.date().equals(line.date()) && it.session() == line.session())
                .flatMap(it -> it.report().stream())
                .anyMatch(it -> it.done() != Done.SKIPPED);
    }

    /// H03: after a flare triage is done again.
    static List<String> flareNobodyAssessed(PlanToCheck plan) {
        return when(flaresLately(plan).anyMatch(it -> !it.assessedSince()), "There was a flare after the assessment.");
    }

    /// H42: assessed or not.
    static boolean flaredLately(PlanToCheck plan) {
        return flaresLately(plan).findAny().isPresent();
    }

    /// A report, and where it belongs.
    private record Said(PastWeek week, PastSession session, Report report) {}

    /// Of the last week, and of the seven days before this one whichever plan they belong to; in the order of the days.
    private static List<Said> lately(PlanToCheck plan) {
        var all = new TreeMap<LocalDateTime, List<Said>>();
        var since = plan.week().startsOn().minusDays(7);
        var history = plan.facts().history();
        for (int at = 0; at < history.size(); at++) {
            var week = history.get(at);
            for (var session : week.sessions()) {
                boolean counts = at == history.size() - 1 || !session.date().isBefore(since);
                if (counts && session.report().isPresent()) {
                    all.computeIfAbsent(session.date().atTime(session.session(), 0), it -> new ArrayList<>())
                            .add(new Said(week, session, session.report().get()));
                }
            }
        }
        return all.values().stream().flatMap(List::stream).toList();
    }

    private static Stream<Report> flaresLately(PlanToCheck plan) {
        return lately(plan).stream()
                .filter(it -> isFlare(plan, it.week(), it.session(), it.report()))
                .map(Said::report);
    }

    private static boolean flared(PlanToCheck plan, PastWeek week) {
        return week.sessions().stream()
                .anyMatch(it -> it.report()
                        .filter(report -> isFlare(plan, week, it, report))
                        .isPresent());
    }

    private static boolean isFlare(PlanToCheck plan, PastWeek week, PastSession session, Report report) {
        return report.painDuring().orElse(0) > 5
                || (isBad(week, report.painBefore().orElse(0)) && wasBad(plan, session));
    }

    /// Whether the last that is known before the day of this session, or of its morning, is a rise over what that week
    /// began with. What nobody named neither begins nor ends one.
    private static boolean wasBad(PlanToCheck plan, PastSession session) {
        var known = new TreeMap<LocalDateTime, Boolean>();
        for (var week : plan.facts().history()) {
            for (var told : week.sessions()) {
                var then = told.date().atTime(12, told.session());
                var dawn = told.date().plusDays(1).atStartOfDay();
                told.report()
                        .flatMap(Report::painBefore)
                        .ifPresent(pain -> known.merge(then, isBad(week, pain), Boolean::logicalOr));
                told.report()
                        .flatMap(Report::painNextMorning)
                        .ifPresent(pain -> known.merge(dawn, isBad(week, pain), Boolean::logicalOr));
            }
        }
        return Optional.ofNullable(known.floorEntry(session.date().atStartOfDay()))
                .filter(Map.Entry::getValue)
                .isPresent();
    }

    /// What was lately told of a bad morning, where the last known before it, in any week, was bad as well.
    private static List<Report> secondBadMornings(PlanToCheck plan) {
        var mornings = new TreeMap<LocalDate, Boolean>();
        for (var week : plan.facts().history()) {
            for (var session : week.sessions()) {
                session.report()
                        .flatMap(Report::painNextMorning)
                        .ifPresent(pain -> mornings.merge(session.date(), isBad(week, pain), Boolean::logicalOr));
            }
        }
        return lately(plan).stream()
                .filter(ProgressRules::wasABadMorning)
                .filter(it -> Optional.ofNullable(
                                mornings.lowerEntry(it.session().date()))
                        .filter(Map.Entry::getValue)
                        .isPresent())
                .map(Said::report)
                .toList();
    }

    private static boolean wasABadMorning(Said said) {
        return said.report()
                .painNextMorning()
                .filter(pain -> isBad(said.week(), pain))
                .isPresent();
    }

    private static boolean isBad(PastWeek week, int pain) {
        return pain >= week.baseline().orElse(0) + RISE;
    }

    private static Optional<LocalDate> missedSince(PlanToCheck plan) {
        if (plan.facts().history().isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> since = Optional.empty();
        for (var week : plan.facts().history()) {
            for (var session : week.sessions()) {
                boolean done =
                        session.report().filter(it -> it.done() != Done.SKIPPED).isPresent();
                if (done) {
                    since = Optional.empty();
                } else if (session.due() || session.report().isPresent()) {
                    since = since.or(() -> Optional.of(session.date()));
                }
            }
        }
        var end = plan.facts().history().getLast().startsOn().plusDays(7);
        return plan.week().startsOn().isAfter(end) ? since.or(() -> Optional.of(end)) : since;
    }

    /// What a week may be held against; after three missed weeks nothing.
    private static Map<String, PastDose> reference(PlanToCheck plan) {
        var doses = new HashMap<String, PastDose>();
        if (missed(plan) >= 21) {
            return doses;
        }
        past(plan).ifPresent(last -> {
            doses.putAll(last.doses());
            if (last.deload() && !isUnderWay(plan)) {
                before(plan).ifPresent(week -> week.doses().forEach((slug, it) -> doses.merge(slug, it, PastDose::or)));
            }
        });
        return doses;
    }

    private static Map<String, PastDose> dosesOf(PlanToCheck plan) {
        return PastWeek.of(plan.week(), Optional.empty(), List.of()).doses();
    }

    private static int hardSets(PlanToCheck plan) {
        return PastWeek.of(plan.week(), Optional.empty(), List.of()).hardSets();
    }

    private static int regimen(PlanToCheck plan) {
        int irritability = plan.facts()
                .triage()
                .picture()
                .map(it -> it.irritability().ordinal())
                .orElse(0);
        return Math.min(plan.week().stage().ordinal(), irritability);
    }

    private static boolean isUnderWay(PlanToCheck plan) {
        return past(plan)
                .filter(it -> plan.week().startsOn().isBefore(it.startsOn().plusDays(7)))
                .isPresent();
    }

    private static Optional<PastWeek> past(PlanToCheck plan) {
        return plan.facts().history().isEmpty()
                ? Optional.empty()
                : Optional.of(plan.facts().history().getLast());
    }

    private static Optional<PastWeek> before(PlanToCheck plan) {
        var history = plan.facts().history();
        return history.size() < 2 ? Optional.empty() : Optional.of(history.get(history.size() - 2));
    }

    /// In any week that is known.
    static boolean everHurt(PlanToCheck plan, String slug) {
        return reports(plan).anyMatch(it -> it.ratings().get(slug) == Rating.HURTS);
    }

    private static Stream<Report> reports(PlanToCheck plan) {
        return plan.facts().history().stream().flatMap(it -> it.reports().stream());
    }

    private static List<String> when(boolean broken, String sentence) {
        return broken ? List.of(sentence) : List.of();
    }
}
