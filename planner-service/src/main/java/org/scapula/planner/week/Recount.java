package org.scapula.planner.week;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.scapula.planner.filling.Option;
import org.scapula.planner.filling.Ration;
import org.scapula.planner.filling.Slot;

/// Counts anew what a week was chosen from. That the choice is the best of its possibilities is proved elsewhere; this
/// looks whether they are the person's: whether each is worth what the objective declares, whether whatever this person
/// may do and a place can hold was among them, and whether what was left out fell by a rule that holds for it.
///
/// As [WeekRules] it is a second opinion, and decides from facts. Only how an exercise that was *not* to choose from
/// would be dosed it asks the planner, because nothing shows it. What a condition, a limit of triage and a stage
/// forbid it reads where the planner does ([Barrier], [Sparing], [Regimen]): whether these say what the rules say is
/// for [WeekRules]. Which places there are is no part of it.
final class Recount {

    /// What a session may take, by stage and irritability, the more cautious of both.
    private static final List<Integer> MINUTES = List.of(10, 20, 40);

    /// The hardest that nobody has to earn, and the rules that say of each week whether what is harder was earned.
    private static final int EASY_ENOUGH = 2;

    private static final Set<String> STEPS = Set.of("H39", "H41", "H42", "H43", "H45", "H46", "H47");
    private static final int SECONDS_OF_A_LATER_SESSION = 300;
    private static final int SECONDS_BETWEEN = 20;
    private static final int PLACES_OF_A_GOAL = 2;

    private static final Set<Condition> NO_FLOOR =
            EnumSet.of(Condition.KNEE_PROBLEM, Condition.WRIST_PROBLEM, Condition.KNEELING_LIMIT);
    private static final Set<Condition> NO_PRESSING = EnumSet.of(
            Condition.ANTICOAGULANT,
            Condition.BLEEDING_DISORDER,
            Condition.SKIN_LESION,
            Condition.SHINGLES,
            Condition.DVT);
    private static final Set<MuscleGroup> BEHIND = EnumSet.of(
            MuscleGroup.RHOMBOIDS,
            MuscleGroup.MIDDLE_TRAPEZIUS,
            MuscleGroup.LOWER_TRAPEZIUS,
            MuscleGroup.ERECTOR_SPINAE);

    private final PlanToCheck plan;
    private final Facts facts;
    private final Person person;
    private final Optimum optimum;
    private final int regimen;
    private final Set<Target> goals;
    private final List<ReportedCondition> conditions;
    private final Set<Condition> codes;
    private final Sparing sparing;
    private final List<Barrier> barriers;
    private final List<Forbidden> forbids;
    private final Map<String, Rating> said;
    private final int highestLevel;
    private final int levelOfTheStage;
    private final Map<String, String> named = new HashMap<>();
    private final Set<String> lastWeek;
    private final Map<String, Candidate> allowed = new HashMap<>();
    private final Map<ExerciseClass, List<Candidate>> byClass = new EnumMap<>(ExerciseClass.class);
    private final Map<String, Choice> asked = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private Optional<Dosing> known = Optional.empty();

    private Recount(PlanToCheck plan, Optimum optimum) {
        var triage = plan.facts().triage();
        this.plan = plan;
        this.facts = plan.facts();
        this.person = facts.person();
        this.optimum = optimum;
        this.regimen = Math.min(
                plan.week().stage().ordinal(),
                triage.picture().map(it -> it.irritability().ordinal()).orElse(0));
        this.goals = plan.week().goals().stream().map(Goal::target).collect(toSet());
        this.conditions = Stream.concat(
                        triage.picture().stream().flatMap(it -> it.conditions().stream()), person.conditions().stream())
                .toList();
        this.codes = conditions.stream().map(ReportedCondition::code).collect(toSet());
        this.sparing = Sparing.of(conditions, triage.assessedOn(), plan.week().startsOn());
        this.barriers = Stream.concat(Barrier.raisedBy(conditions).stream(), sparing.barriers())
                .toList();
        this.forbids = triage.forbids();
        this.said = ProgressRules.ratings(plan);
        this.highestLevel = ProgressRules.highestLevel(plan);
        this.levelOfTheStage = Regimen.values()[regimen].level();
        this.lastWeek = ProgressRules.lastWeek(plan);
        optimum.removed().forEach(it -> named.put(it.slug(), it.ruleId()));
    }

    /// Of a week that holds what was chosen. Empty when the possibilities were the person's.
    static List<String> complaints(PlanToCheck plan, Optimum optimum) {
        return new Recount(plan, optimum).look();
    }

    private List<String> look() {
        if (!optimum.objective().equals(Objective.SHIPPED)) {
            return List.of("The week was chosen by another objective than the declared one.");
        }
        if (optimum.places().size() != optimum.filling().slots().size()) {
            return List.of("There are %s slots and %s places."
                    .formatted(
                            optimum.filling().slots().size(), optimum.places().size()));
        }
        removals();
        points();
        rations();
        demands();
        minutes();
        places();
        return wrong;
    }

    /// Each exercise of the catalogue may be done, or a rule is named that holds for it.
    private void removals() {
        var judged = facts.candidates().stream()
                .filter(it -> it.kind() != Kind.GROUP)
                .map(it -> new Judged(it, rulesAgainst(it)))
                .toList();
        boolean straightens = judged.stream().anyMatch(it -> it.rules().isEmpty() && straightens(it.candidate()));
        for (var it : judged) {
            if (it.rules().isEmpty() && !straightens && it.candidate().exerciseClass() == ExerciseClass.STRENGTH) {
                it.rules().add("H54");
            }
            removal(it, Optional.ofNullable(named.remove(it.candidate().slug())));
        }
        named.keySet().forEach(slug -> wrong.add("%s is left out and stands in no catalogue.".formatted(slug)));
    }

    /// An exercise, and the rules by which this person may not do it.
    private record Judged(Candidate candidate, Set<String> rules) {}

    private void removal(Judged judged, Optional<String> named) {
        var candidate = judged.candidate();
        var rules = judged.rules();
        if (rules.isEmpty()) {
            allowed.put(candidate.slug(), candidate);
            byClass.computeIfAbsent(candidate.exerciseClass(), unused -> new ArrayList<>())
                    .add(candidate);
        } else if (named.isEmpty()) {
            wrong.add("%s falls by %s, and the plan does not say so."
                    .formatted(candidate.slug(), String.join(" and ", rules)));
        }
        named.filter(rule -> !rules.contains(rule))
                .ifPresent(rule -> wrong.add(
                        "%s is left out by %s, which does not hold for it.".formatted(candidate.slug(), rule)));
    }

    private Set<String> rulesAgainst(Candidate it) {
        var rules = new TreeSet<String>();
        it.contraindications().stream()
                .filter(listed -> codes.contains(listed.condition()))
                .forEach(listed -> rules.add(listed.level() == Level.ABSOLUTE ? "H07" : "H09"));
        barriers.stream().filter(barrier -> barrier.forbids(it)).forEach(barrier -> rules.add(barrier.ruleId()));
        if (forbids.stream().anyMatch(limit -> limit.rulesOut(it))) {
            rules.add("H57");
        }
        if (person.avoid().contains(it.slug()) || facts.takenOut(it.slug()).isPresent()) {
            rules.add("H10");
        }
        if (said.get(it.slug()) == Rating.HURTS) {
            rules.add("H61");
        }
        if (facts.isLeftOut(it.slug())) {
            rules.add("H62");
        }
        if (it.level() > highestLevel) {
            rules.add("H42");
        }
        if (regimen == 0 && it.exerciseClass().loads()) {
            rules.add("H38");
        }
        if (it.level() > levelOfTheStage) {
            rules.addAll(List.of("H39", "H47"));
        } else if (it.level() > EASY_ENOUGH) {
            stepsMissing(it, rules);
        }
        if (stageDose(it).filter(StageDose::fits).isEmpty()) {
            rules.add("H59");
        }
        if (inHand(it).isEmpty()) {
            rules.add("H35");
        }
        positions(it).ifPresent(rules::add);
        return rules;
    }

    /// Of the hardest: what is certain, and which of the other steps is missing as the plan says.
    private void stepsMissing(Candidate it, Set<String> rules) {
        if (person.experience() == Experience.NOVICE || ProgressRules.isFirstWeek(plan)) {
            rules.add("H39");
        }
        if (Stream.concat(Stream.of(it.slug()), WeekRules.easierFormsOf(plan, it.slug()))
                .noneMatch(slug -> ProgressRules.wasBorne(plan, slug))) {
            rules.add("H47");
        }
        Optional.ofNullable(named.get(it.slug())).filter(STEPS::contains).ifPresent(rules::add);
    }

    private Optional<StageDose> stageDose(Candidate it) {
        return it.stageDoses().stream()
                .filter(dose -> dose.stage().ordinal() == regimen)
                .findFirst();
    }

    /// The rule by which no position is left.
    private Optional<String> positions(Candidate it) {
        boolean floor = person.canFloorTransfer() && Collections.disjoint(codes, NO_FLOOR);
        if (!floor && it.tags().contains(Tag.FLOOR)) {
            return Optional.of("H24");
        }
        var left =
                it.positions().stream().filter(at -> floor || !at.onTheFloor()).toList();
        if (left.isEmpty()) {
            return Optional.of("H24");
        }
        var leftByTriage = left.stream()
                .filter(at ->
                        forbids.stream().noneMatch(limit -> limit.positions().contains(at)))
                .toList();
        if (leftByTriage.isEmpty()) {
            return Optional.of("H57");
        }
        return leftByTriage.stream().noneMatch(sparing::allows) ? Optional.of("H14") : Optional.empty();
    }

    /// Of all ways to do it with what this person has, the one that takes the fewest things; then the alphabet decides.
    private Optional<Set<Equipment>> inHand(Candidate it) {
        return it.equipment().stream()
                .map(this::taken)
                .filter(hand -> hand.stream().allMatch(this::isAtHand))
                .filter(hand -> Collections.disjoint(codes, NO_PRESSING)
                        || Collections.disjoint(hand, Set.of(Equipment.FOAM_ROLLER, Equipment.MASSAGE_BALL)))
                .min(Comparator.<Set<Equipment>>comparingInt(Set::size).thenComparing(Set::toString));
    }

    private Set<Equipment> taken(Set<Equipment> needed) {
        var hand = new TreeSet<>(needed);
        if (!isAtHand(Equipment.ANCHORED_BAND) && hand.remove(Equipment.ANCHORED_BAND)) {
            hand.add(Equipment.RESISTANCE_BAND);
            hand.add(Equipment.DOOR_ANCHOR);
        }
        return hand;
    }

    private boolean isAtHand(Equipment thing) {
        return person.equipment().contains(thing) || WeekRules.HOUSEHOLD.contains(thing);
    }

    private static boolean straightens(Candidate it) {
        return it.exerciseClass() == ExerciseClass.STRENGTH
                && it.direction() != Direction.PUSH
                && !Collections.disjoint(it.primaryMuscles(), BEHIND);
    }

    /// Each possibility is worth what the objective declares, wherever it may stand.
    private void points() {
        var counted = new IdentityHashMap<Option, Boolean>();
        for (var slot : optimum.filling().slots()) {
            for (var option : slot.options()) {
                if (counted.put(option, true) == null) {
                    points(option);
                }
            }
        }
    }

    private void points(Option option) {
        var candidate = allowed.get(option.slug());
        if (candidate == null) {
            wrong.add("%s was to choose from and may not be done.".formatted(option.slug()));
        } else if (!option.points().equals(points(candidate))) {
            wrong.add("%s has other points than the objective gives it: %s, not %s."
                    .formatted(option.slug(), option.points(), new TreeMap<>(points(candidate))));
        }
    }

    /// In the words of `planner/objective.yaml`.
    private Map<String, Integer> points(Candidate it) {
        boolean novice = person.experience() == Experience.NOVICE;
        boolean loads = it.exerciseClass().loads();
        boolean heavier = !WeekRules.HOUSEHOLD.containsAll(inHand(it).orElse(Set.of()));
        return Map.of(
                "goal",
                        points("goal", (int)
                                goals.stream().filter(it.targets()::contains).count()),
                "evidence", points("evidence", evidence(it)),
                "level", points("level", Math.abs(it.level() - levelThatSuits())),
                "load", points("load", loads && heavier && !novice),
                "pull", points("pull", loads && (it.direction() == Direction.PULL || straightens(it))),
                "neckRolling", points("neckRolling", it.tags().contains(Tag.NECK_ROLLING)),
                "familiar", points("familiar", lastWeek.contains(it.slug())),
                "preferred", points("preferred", facts.isPreferred(it.slug())));
    }

    private int levelThatSuits() {
        return switch (person.experience()) {
            case NOVICE -> 1;
            case INTERMEDIATE -> Math.min(levelOfTheStage, EASY_ENOUGH);
            case EXPERIENCED ->
                ProgressRules.isFirstWeek(plan) ? Math.min(levelOfTheStage, EASY_ENOUGH) : levelOfTheStage;
        };
    }

    private static int evidence(Candidate it) {
        return List.of("POLICY", "CLINICAL", "SOURCE").indexOf(it.dose().origin());
    }

    private static int points(String what, boolean earned) {
        return points(what, earned ? 1 : 0);
    }

    private static int points(String what, int times) {
        return Objective.SHIPPED.points(what) * Math.max(0, times);
    }

    /// How often each may come, and what coming again costs.
    private void rations() {
        var times = ProgressRules.mostTimes(plan);
        int all = optimum.filling().slots().size();
        optimum.filling().rations().forEach((slug, ration) -> {
            var candidate = allowed.get(slug);
            if (candidate != null
                    && !ration.equals(ration(candidate, all, times.getOrDefault(slug, Integer.MAX_VALUE)))) {
                wrong.add("%s may come otherwise than the catalogue, the weeks before and the objective say: %s."
                        .formatted(slug, ration));
            }
        });
    }

    private Ration ration(Candidate it, int all, int most) {
        var dose = stageDose(it);
        boolean takesTurns = Set.of(ExerciseClass.MOBILITY, ExerciseClass.STRETCH, ExerciseClass.SELF_MASSAGE)
                .contains(it.exerciseClass());
        return new Ration(
                dose.flatMap(StageDose::perDay).map(Range::max).orElse(all),
                Math.min(dose.flatMap(StageDose::perWeek).map(Range::max).orElse(all), most),
                takesTurns ? -Objective.SHIPPED.points("variety") : 0);
    }

    /// A goal is met by two; no further place is kept for it.
    private void demands() {
        var kept = new EnumMap<Target, Integer>(Target.class);
        optimum.places().stream().flatMap(it -> it.goals().stream()).forEach(goal -> kept.merge(goal, 1, Integer::sum));
        kept.forEach((goal, places) -> {
            if (!goals.contains(goal) || places > PLACES_OF_A_GOAL) {
                wrong.add("%s places are kept for %s.".formatted(places, goal));
            }
        });
    }

    /// The places of a session share all the time that it may take, up to a second each.
    private void minutes() {
        var slots = optimum.filling().slots();
        var shared = new HashMap<List<Integer>, Integer>();
        for (int at = 0; at < slots.size(); at++) {
            int seconds = optimum.places().get(at).seconds() + SECONDS_BETWEEN + 1;
            shared.merge(List.of(slots.get(at).day(), slots.get(at).session()), seconds, Integer::sum);
        }
        int first = 60 * Math.min(person.minutesPerSession(), MINUTES.get(regimen));
        shared.forEach((at, seconds) -> {
            int most = at.getLast() == 0 ? first : Math.min(first, SECONDS_OF_A_LATER_SESSION);
            if (seconds < most) {
                wrong.add("The places of a session share %s of %s seconds.".formatted(seconds, most));
            }
        });
    }

    /// What belongs to a place and fits there was to choose from, and nothing else was.
    private void places() {
        var slots = optimum.filling().slots();
        var items = items();
        for (int at = 0; at < slots.size(); at++) {
            place(at, slots.get(at), optimum.places().get(at), items.get(at));
        }
    }

    private void place(int at, Slot slot, Place place, Item item) {
        if (item.exerciseClass().loads() && (item.sets() != place.sets() || item.rpe() > place.rpe())) {
            wrong.add("Place %s holds another load than it asks for.".formatted(at));
        }
        var options = new HashSet<String>();
        slot.options().forEach(it -> options.add(it.slug()));
        for (var candidate : byClass.getOrDefault(item.exerciseClass(), List.of())) {
            boolean was = options.remove(candidate.slug());
            if (isForTheDraftToSay(candidate)) {
                continue;
            }
            boolean belongs = belongs(candidate, place, item);
            if (was && !belongs) {
                wrong.add(
                        "%s was to choose from at place %s and does not belong there.".formatted(candidate.slug(), at));
            } else if (!was && belongs && fits(candidate, place, item)) {
                wrong.add("%s belongs to place %s and was not to choose from.".formatted(candidate.slug(), at));
            }
        }
        options.forEach(
                slug -> wrong.add("%s was to choose from at place %s and is not of its kind.".formatted(slug, at)));
    }

    /// Whether the neck comes along with another goal is a wish of the place.
    private boolean isForTheDraftToSay(Candidate it) {
        return it.targets().contains(Target.NECK_MOBILITY)
                && !goals.contains(Target.NECK_MOBILITY)
                && (it.targets().size() > 1 || straightens(it));
    }

    private boolean belongs(Candidate it, Place place, Item item) {
        boolean named = switch (it.exerciseClass()) {
            case AEROBIC, BREATHING, EDUCATION ->
                place.only().filter(it.slug()::equals).isPresent();
            default -> true;
        };
        boolean welcome = goals.contains(Target.NECK_MOBILITY) || !it.targets().contains(Target.NECK_MOBILITY);
        boolean carriesTheSame = !it.exerciseClass().loads()
                || (it.direction() == item.direction() && (!place.straightens() || straightens(it)));
        return named && welcome && carriesTheSame && it.targets().containsAll(place.goals());
    }

    private boolean fits(Candidate it, Place place, Item item) {
        var choice = asked.computeIfAbsent(
                it.slug(), unused -> new Choice(it, it.positions().getFirst(), List.of(), false));
        var dosed = dosing().item(choice, item.phase(), place.brief());
        return WeekRules.secondsOf(dosed) <= place.seconds()
                && (!it.exerciseClass().loads() || (dosed.sets() == place.sets() && dosed.rpe() == place.rpe()));
    }

    /// Seldom is anything left to ask.
    private Dosing dosing() {
        return known.orElseGet(() -> {
            var dosing = WeekPlanner.dosing(facts, plan.week().startsOn());
            known = Optional.of(dosing);
            return dosing;
        });
    }

    /// The line that stands in each slot.
    private List<Item> items() {
        var sessions = plan.week().days().stream()
                .flatMap(day -> day.sessions().stream())
                .iterator();
        var items = new ArrayList<Item>();
        var slots = optimum.filling().slots();
        var lines = new HashMap<String, Item>();
        for (int at = 0; at < slots.size(); at++) {
            var slot = slots.get(at);
            if (at == 0
                    || slots.get(at - 1).day() != slot.day()
                    || slots.get(at - 1).session() != slot.session()) {
                lines.clear();
                sessions.next().items().forEach(it -> lines.put(it.exerciseId(), it));
            }
            items.add(lines.get(optimum.filled().slugs().get(at)));
        }
        return items;
    }
}
