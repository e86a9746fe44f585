package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One attempt at a week for a given set of targets: fills session after session, what is still missing first.
final class WeekDraft {

    private static final int ENOUGH_ITEMS = 2;
    private static final int WARM_UP_ITEMS = 2;
    private static final int BOUT_SECONDS = 300;
    private static final int BRIEF_SECONDS = 600;
    private static final int LONG_SECONDS = 900;

    private static final Wish WALK = new Wish(named("walking"), Phase.MAIN, true, false);

    private final Person person;
    private final Regimen regimen;
    private final Course course;
    private final Permitted permitted;
    private final Dosing dosing;
    private final Worth worth;
    private final List<Target> pursued;
    private final int exposures;
    private final List<Weekday> order;
    private final LocalDate startsOn;
    private final Set<Weekday> strengthDays;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Integer> usesToday = new HashMap<>();
    private final Map<Target, Integer> hits = new EnumMap<>(Target.class);
    private int hardSetsLeft;
    private int mobility;
    private int pullSets;
    private int pushSets;

    WeekDraft(
            Facts facts,
            Regimen regimen,
            Course course,
            Permitted permitted,
            Dosing dosing,
            Worth worth,
            List<Target> pursued,
            int exposures,
            int hardSets,
            List<Weekday> order,
            LocalDate startsOn) {
        this.person = facts.person();
        this.regimen = regimen;
        this.course = course;
        this.permitted = permitted;
        this.dosing = dosing;
        this.worth = worth;
        this.pursued = pursued;
        this.exposures = exposures;
        this.hardSetsLeft = hardSets;
        this.order = order;
        this.startsOn = startsOn;
        boolean loads = pursued.contains(Target.SCAPULAR_STRENGTH) || pursued.contains(Target.CORE_STRENGTH);
        this.strengthDays = loads ? StrengthDays.among(rested(), regimen.strengthDays(person.experience())) : Set.of();
    }

    /// The sessions of each day, in the order given, each with a first choice for every place.
    List<List<SessionDraft>> fill() {
        return order.stream().map(this::day).toList();
    }

    /// Days that may carry load, after what the week before held and after a flare.
    private List<Weekday> rested() {
        return order.stream()
                .filter(day -> !course.isQuiet(day.onOrAfter(startsOn)))
                .filter(day -> !course.isTooSoonForLoad(day.onOrAfter(startsOn)))
                .toList();
    }

    int hits(Target target) {
        return hits.getOrDefault(target, 0);
    }

    int mobilityExposures() {
        return mobility;
    }

    private List<SessionDraft> day(Weekday day) {
        usesToday.clear();
        int bouts = Math.min(person.sessionsPerDay(), regimen.sessionsPerDay());
        return IntStream.range(0, bouts)
                .mapToObj(bout -> bout == 0 ? main(day) : bout())
                .filter(draft -> !draft.isEmpty())
                .toList();
    }

    private SessionDraft bout() {
        var draft = new SessionDraft(Math.min(seconds(), BOUT_SECONDS), 0);
        move(draft, Phase.MAIN, true);
        move(draft, Phase.MAIN, true);
        return draft;
    }

    private SessionDraft main(Weekday day) {
        return course.isQuiet(day.onOrAfter(startsOn)) ? quiet() : main(strengthDays.contains(day));
    }

    /// Movement and a walk, and nothing else (H42).
    private SessionDraft quiet() {
        var draft = new SessionDraft(seconds(), 0);
        move(draft, Phase.MAIN, brief());
        move(draft, Phase.MAIN, brief());
        walk(draft);
        return draft;
    }

    private SessionDraft main(boolean strengthDay) {
        var draft = new SessionDraft(
                seconds(), Math.min(hardSetsLeft, course.hardSetsPerSession(regimen, strengthDays.size())));
        if (strengthDay) {
            warmUp(draft);
        } else {
            move(draft, Phase.MAIN, brief());
            move(draft, Phase.MAIN, brief());
        }
        boolean warm = strengthDay && draft.count(ExerciseClass.MOBILITY) >= WARM_UP_ITEMS;
        if (warm) {
            place(draft, load(it -> it.candidate().balances()));
        }
        boolean loads = warm && mayLoad(draft);
        whatIsMissingFirst(draft, loads);
        walk(draft);
        if (regimen == Regimen.SETTLE) {
            place(draft, new Wish(named("deep-breathing"), Phase.COOLDOWN, true, false));
        }
        return draft;
    }

    private int seconds() {
        return 60 * Math.min(person.minutesPerSession(), regimen.sessionMinutes());
    }

    private boolean brief() {
        return seconds() < BRIEF_SECONDS;
    }

    /// Two moving exercises before the first load; without them there is no load that day.
    private void warmUp(SessionDraft draft) {
        if (seconds() >= LONG_SECONDS) {
            place(draft, new Wish(named("light-cardio"), Phase.WARMUP, true, false));
        }
        move(draft, Phase.WARMUP, true);
        move(draft, Phase.WARMUP, true);
    }

    /// Pulling or straightening comes first of all load; trunk holds may stand alone where nothing of it is left.
    private boolean mayLoad(SessionDraft draft) {
        return draft.count(ExerciseClass.STRENGTH) > 0
                || permitted.choices().stream().noneMatch(it -> it.candidate().balances());
    }

    /// Everything a session may hold, once: what the week still misses comes before what it already has.
    private void whatIsMissingFirst(SessionDraft draft, boolean loads) {
        var missing = pursued.stream().filter(it -> hits(it) < ENOUGH_ITEMS).toList();
        missing.forEach(target -> serve(draft, target, loads));
        pursued.stream().filter(it -> !missing.contains(it)).forEach(target -> serve(draft, target, loads));
        if (order.size() == 1) {
            pursued.stream().filter(it -> hits(it) < ENOUGH_ITEMS).forEach(target -> serve(draft, target, loads));
        }
        for (int i = mobility; i < exposures && order.size() < 3; i++) {
            move(draft, Phase.MAIN, true);
        }
    }

    private void serve(SessionDraft draft, Target target, boolean loads) {
        switch (target) {
            case THORACIC_MOBILITY -> {
                if (hits(target) < ENOUGH_ITEMS) {
                    place(draft, moving(target, loads), stretch(draft, target));
                }
            }
            case SCAPULAR_STRENGTH, CORE_STRENGTH -> {
                if (loads) {
                    place(draft, load(it -> it.serves(target) && isAtHome(it, target)), load(it -> it.serves(target)));
                }
            }
            case SCAPULAR_CONTROL -> place(draft, control(target));
            case UPPER_BACK_FLEXIBILITY, CHEST_FLEXIBILITY -> {
                if (hits(target) < ENOUGH_ITEMS) {
                    place(draft, stretch(draft, target), moving(target, loads), rub(target));
                } else {
                    place(draft, stretch(draft, target).or(rub(target).wanted()));
                }
            }
            case NECK_MOBILITY ->
                place(
                        draft,
                        control(target),
                        moving(target, loads).steadily().but(Choice::rollsTheNeck),
                        stretch(draft, target),
                        moving(target, loads).steadily().but(_ -> hits(target) >= ENOUGH_ITEMS));
        }
    }

    /// Trunk strength is meant for the trunk first, although some exercises of the back serve it as well.
    private static boolean isAtHome(Choice choice, Target target) {
        return target != Target.CORE_STRENGTH || choice.candidate().region() == Region.CORE;
    }

    private static Wish load(Predicate<Choice> wanted) {
        return new Wish(wanted.and(it -> it.candidate().exerciseClass().loads()), Phase.MAIN, true, false);
    }

    private Wish control(Target target) {
        return new Wish(it -> it.is(ExerciseClass.MOTOR_CONTROL) && it.serves(target), Phase.MAIN, true, brief());
    }

    private static Wish moving(Target target, boolean loads) {
        return new Wish(
                it -> it.is(ExerciseClass.MOBILITY) && it.serves(target),
                loads ? Phase.WARMUP : Phase.MAIN,
                false,
                true);
    }

    private Wish stretch(SessionDraft draft, Target target) {
        boolean room = draft.count(ExerciseClass.STRETCH) < regimen.stretchesPerSession();
        return new Wish(it -> room && it.is(ExerciseClass.STRETCH) && it.serves(target), Phase.COOLDOWN, false, false);
    }

    private static Wish rub(Target target) {
        return new Wish(it -> it.is(ExerciseClass.SELF_MASSAGE) && it.serves(target), Phase.COOLDOWN, false, false);
    }

    private void move(SessionDraft draft, Phase phase, boolean brief) {
        Predicate<Choice> moving = it -> it.is(ExerciseClass.MOBILITY);
        place(
                draft,
                new Wish(moving.and(it -> it.serves(Target.THORACIC_MOBILITY)), phase, false, brief),
                new Wish(moving.and(it -> !it.serves(Target.NECK_MOBILITY)), phase, false, brief));
    }

    /// While pain settles exercises stay within ten minutes; a walk may use what else the person has.
    private void walk(SessionDraft draft) {
        permitted.choices().stream()
                .filter(WALK.wanted())
                .filter(this::mayComeAgain)
                .flatMap(it -> Stream.of(false, true).map(brief -> placed(WALK, brief, it)))
                .filter(one -> draft.takesWithin(60 * person.minutesPerSession(), one.item()))
                .findFirst()
                .ifPresent(one -> keep(draft, one));
    }

    private static Predicate<Choice> named(String slug) {
        return it -> it.slug().equals(slug);
    }

    /// The first wish that something permitted fulfils; none when nothing fits.
    private void place(SessionDraft draft, Wish... wishes) {
        Stream.of(wishes).flatMap(wish -> fulfilling(draft, wish)).findFirst().ifPresent(one -> keep(draft, open(one)));
    }

    /// The wish was for the first choice. Any of its class may come in its place, as long as each goal is met:
    /// a fourth day wants another movement, not the same three again.
    private Placed open(Placed one) {
        return one.isOpen() ? new Placed(one.wish().or(this::isWelcome), one.brief(), one.choice(), one.item()) : one;
    }

    /// The neck is left alone where it is no goal: no line could say why it is there.
    private boolean isWelcome(Choice choice) {
        return pursued.contains(Target.NECK_MOBILITY) || !choice.serves(Target.NECK_MOBILITY);
    }

    private Placed placed(Wish wish, boolean brief, Choice choice) {
        return new Placed(wish, brief, choice, dosing.item(choice, wish.phase(), brief));
    }

    private Stream<Placed> fulfilling(SessionDraft draft, Wish wish) {
        return (wish.brief() ? Stream.of(true) : Stream.of(false, true))
                .flatMap(brief -> permitted.choices().stream()
                        .filter(wish.wanted())
                        .filter(this::mayComeAgain)
                        .sorted(rank(wish.steady()))
                        .map(it -> placed(wish, brief, it)))
                .filter(one -> draft.takes(one.item()))
                .filter(one -> pullsAtLeastAsMuchAsItPushes(one.item()));
    }

    /// The catalogue says how often a day and a week an exercise suits the stage; the weeks before may say less.
    private boolean mayComeAgain(Choice choice) {
        int today = usesToday.getOrDefault(choice.slug(), 0);
        int thisWeek = uses.getOrDefault(choice.slug(), 0);
        return thisWeek < course.mostTimes(choice.slug())
                && choice.candidate()
                        .at(regimen.stage())
                        .map(it -> it.allows(today, thisWeek))
                        .orElse(true);
    }

    private boolean pullsAtLeastAsMuchAsItPushes(Item item) {
        return item.direction() != Direction.PUSH || pushSets + item.sets() <= pullSets;
    }

    private void keep(SessionDraft draft, Placed one) {
        var item = one.item();
        draft.add(one);
        hardSetsLeft -= SessionDraft.hardSetsOf(List.of(item));
        uses.merge(item.exerciseId(), 1, Integer::sum);
        usesToday.merge(item.exerciseId(), 1, Integer::sum);
        item.targets().forEach(target -> hits.merge(target, 1, Integer::sum));
        if (item.exerciseClass() == ExerciseClass.MOBILITY) {
            mobility++;
        }
        if (item.exerciseClass() == ExerciseClass.STRENGTH) {
            pullSets += item.direction() == Direction.PULL ? item.sets() : 0;
            pushSets += item.direction() == Direction.PUSH ? item.sets() : 0;
        }
    }

    /// A first choice; which is best is worked out when all places are known.
    private Comparator<Choice> rank(boolean steady) {
        return Comparator.comparingInt((Choice it) -> -worth.of(it, steady ? 0 : uses.getOrDefault(it.slug(), 0)))
                .thenComparing(Choice::slug);
    }
}
