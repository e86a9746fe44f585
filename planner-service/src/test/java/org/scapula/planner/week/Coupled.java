package org.scapula.planner.week;

import static java.util.stream.Collectors.groupingBy;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A first week as one question, put to a solver that is not ours: what stands on which day, no place settled before.
/// The planner settles the places first; how much less its weeks are worth is the price of doing so.
///
/// More exercises earn more points, so a week may only be compared with one of the same size. Held equal to the
/// planner's week, always: its days and sessions; how many exercises each session has; its goals; walk, light cardio
/// and breathing (they serve no goal, so the objective would throw them out); how long a session may be; how many days
/// a week and sets a session the regimen loads; the hard sets that a milder picture got. What else is held says `Held`.
///
/// Free is the rest: which exercises, of which class, with all their sets or in short, on which days there is load and
/// how much, which exercise serves which goal, and how the time of a session is shared.
///
/// Of the rules it keeps what binds a first week: H07 to H24, H35 to H39 and H57, H59 by using what is permitted as it
/// is dosed; H27 to H30, H32, H40, H47, H51, H52, H54, H60 as constraints; H31 by the order within a session, which is
/// the planner's. Where the template is stricter than a rule, the rule counts: the price is rather too high.
final class Coupled {

    /// What a week has to have in common with the planner's, besides the number of exercises in each session.
    enum Held {
        /// How many exercises of each class each session has; and the neck is left alone where it is no goal.
        CLASSES("the classes in each session"),

        /// The bounds within which the template itself may mix classes. A session begins with two moving
        /// exercises (or as many as had room); then each goal of the week may come up once (twice in a week of
        /// one day), by a class that the template knows for it; load has one place more. The neck is left alone
        /// where it is no goal: no line could say why it is there.
        MIX("what the template may mix"),

        /// The same, and no session takes longer than the planner's did: points for the same minutes.
        MIX_AND_TIME("what the template may mix, and the time of each session"),

        /// Nothing more: what the rules alone allow.
        COUNT("no more than the count");

        private final String words;

        Held(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// The best week found, and what no week can be worth more than. With too little time they differ, and the second
    /// is what to compare with.
    record Answer(long points, long bound, Week week) {

        boolean proved() {
            return points == bound;
        }
    }

    private record Sitting(int number, Weekday day, boolean main, List<Item> items) {

        List<Item> kept() {
            return items.stream()
                    .filter(it -> KEPT.contains(it.exerciseClass()))
                    .toList();
        }

        List<Item> free() {
            return items.stream()
                    .filter(it -> !KEPT.contains(it.exerciseClass()))
                    .toList();
        }

        int count(ExerciseClass exerciseClass) {
            return (int) items.stream()
                    .filter(it -> it.exerciseClass() == exerciseClass)
                    .count();
        }
    }

    private record Place(Sitting sitting, Choice choice, Item item, BoolVar chosen) {

        boolean loads() {
            return item.exerciseClass().loads();
        }

        boolean is(ExerciseClass exerciseClass) {
            return item.exerciseClass() == exerciseClass;
        }

        boolean balances() {
            return item.groups().stream().anyMatch(BACK::contains);
        }

        boolean holds(Item other) {
            return item.exerciseId().equals(other.exerciseId()) && item.sets() == other.sets();
        }
    }

    private static final Set<ExerciseClass> KEPT =
            EnumSet.of(ExerciseClass.AEROBIC, ExerciseClass.BREATHING, ExerciseClass.EDUCATION);
    private static final Set<MuscleGroup> BACK = EnumSet.of(
            MuscleGroup.RHOMBOIDS,
            MuscleGroup.MIDDLE_TRAPEZIUS,
            MuscleGroup.LOWER_TRAPEZIUS,
            MuscleGroup.ERECTOR_SPINAE);
    private static final int BOUT_SECONDS = 300;
    private static final int TRANSITION_SECONDS = 20;

    static {
        Loader.loadNativeLibraries();
    }

    private final Facts facts;
    private final Person person;
    private final Week week;
    private final Held held;
    private final Regimen regimen;
    private final Course course;
    private final Permitted permitted;
    private final Dosing dosing;
    private final Worth worth;
    private final Set<Target> pursued;
    private final List<Sitting> sittings;
    private final CpModel model = new CpModel();
    private final LinearExprBuilder points = LinearExpr.newBuilder();
    private final List<Place> places;

    private Coupled(Facts facts, Week week, Held held) {
        var picture = facts.triage().picture().orElseThrow();
        var goals = week.goals().stream().map(Goal::target).toList();
        this.facts = facts;
        this.person = facts.person();
        this.week = week;
        this.held = held;
        this.regimen = Regimen.of(picture.stage(), picture.irritability());
        this.course = Course.of(facts.history(), picture, week.startsOn());
        this.permitted = Permitted.in(facts, regimen, course);
        this.dosing =
                new Dosing(course, permitted, regimen, Aims.of(regimen, person.contexts()), Sparing.of(facts, course));
        this.worth = new Worth(Objective.SHIPPED, person, regimen, goals, course);
        this.pursued = Set.copyOf(goals);
        this.sittings = sittings(week);
        this.places = sittings.stream().flatMap(this::places).toList();
    }

    /// @param effort how long to look for it, in the solver's own deterministic seconds
    static Answer best(Facts facts, Outcome.Planned planned, Held held, double effort) {
        var coupled = new Coupled(facts, planned.week(), held).stated();
        coupled.places.forEach(it -> coupled.model.addHint(it.chosen(), coupled.isPlanned(it) ? 1 : 0));
        var solver = solver(effort);
        var status = solver.solve(coupled.model);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            throw new AssertionError("The planner's own week was not found: " + status);
        }
        return new Answer(
                Math.round(solver.objectiveValue()),
                (long) Math.floor(solver.bestObjectiveBound() + 1e-6),
                coupled.answer(solver));
    }

    /// What the planner's week is worth in this model; empty if the model does not allow it.
    static OptionalLong worthOf(Facts facts, Outcome.Planned planned, Held held) {
        var coupled = new Coupled(facts, planned.week(), held).stated();
        coupled.places.forEach(it -> coupled.model.addEquality(it.chosen(), coupled.isPlanned(it) ? 1 : 0));
        var solver = solver(10);
        return solver.solve(coupled.model) == CpSolverStatus.OPTIMAL
                ? OptionalLong.of(Math.round(solver.objectiveValue()))
                : OptionalLong.empty();
    }

    /// The points of a week, thing by thing.
    static Map<String, Integer> earned(Facts facts, Week week) {
        return new Coupled(facts, week, Held.COUNT).earned();
    }

    private Map<String, Integer> earned() {
        var earned = new TreeMap<String, Integer>();
        var times = week.items().collect(groupingBy(Item::exerciseId, TreeMap::new, Collectors.counting()));
        for (var choice : permitted.choices()) {
            int often = times.getOrDefault(choice.slug(), 0L).intValue();
            int again = worth.ration(choice, 1).again();
            worth.of(choice).forEach((what, each) -> earned.merge(what, each * often, Integer::sum));
            earned.merge("variety", -again * (often * (often - 1) / 2), Integer::sum);
        }
        return earned;
    }

    private static CpSolver solver(double effort) {
        var solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setRandomSeed(1).setMaxDeterministicTime(effort);
        return solver;
    }

    private static List<Sitting> sittings(Week week) {
        var sittings = new ArrayList<Sitting>();
        for (var day : week.days()) {
            for (int i = 0; i < day.sessions().size(); i++) {
                sittings.add(new Sitting(
                        sittings.size(),
                        day.day(),
                        i == 0,
                        day.sessions().get(i).items()));
            }
        }
        return sittings;
    }

    /// A second or third session of a day is a break to move in (H34).
    private Stream<Place> places(Sitting sitting) {
        return permitted.choices().stream()
                .filter(it -> !KEPT.contains(it.candidate().exerciseClass()))
                .filter(it -> sitting.main() || it.is(ExerciseClass.MOBILITY))
                .filter(it -> held == Held.COUNT || isWelcome(it))
                .flatMap(choice -> doses(choice)
                        .map(item -> new Place(
                                sitting, choice, item, model.newBoolVar(choice.slug() + " in " + sitting.number()))));
    }

    private boolean isWelcome(Choice choice) {
        return pursued.contains(Target.NECK_MOBILITY) || !choice.serves(Target.NECK_MOBILITY);
    }

    /// With all its sets, and in short. The phase changes neither time nor dose of what is free here.
    private Stream<Item> doses(Choice choice) {
        var phase = switch (choice.candidate().exerciseClass()) {
            case STRETCH, SELF_MASSAGE -> Phase.COOLDOWN;
            default -> Phase.MAIN;
        };
        var full = dosing.item(choice, phase, false);
        var brief = dosing.item(choice, phase, true);
        return full.sets() == brief.sets() ? Stream.of(full) : Stream.of(full, brief);
    }

    private boolean isPlanned(Place place) {
        return place.sitting().items().stream().anyMatch(place::holds);
    }

    private Coupled stated() {
        for (var sitting : sittings) {
            asManyAsPlanned(sitting);
            nothingTwice(sitting);
            inTime(sitting);
            if (sitting.main()) {
                sameMix(sitting);
            }
        }
        permitted.choices().forEach(this::rationed);
        fewLoadedDaysAfterWarmUps();
        twoDaysOfRestForEachGroup();
        pullsAtLeastAsMuchAsItPushes();
        everyGoalTwice();
        movesOftenEnough();
        places.forEach(it -> points.addTerm(it.chosen(), worth(it.choice())));
        permitted
                .choices()
                .forEach(choice -> points.add(worth(choice)
                        * sittings.stream()
                                .flatMap(it -> it.kept().stream())
                                .filter(it -> it.exerciseId().equals(choice.slug()))
                                .count()));
        model.maximize(points);
        return this;
    }

    private int worth(Choice choice) {
        return worth.of(choice, 0);
    }

    private void asManyAsPlanned(Sitting sitting) {
        model.addEquality(count(in(sitting)), sitting.free().size());
    }

    private void nothingTwice(Sitting sitting) {
        in(sitting)
                .collect(groupingBy(it -> it.choice().slug()))
                .values()
                .forEach(same -> model.addLessOrEqual(count(same.stream()), 1));
    }

    /// A walk may take what time the person has beyond what exercises may take.
    private void inTime(Sitting sitting) {
        int most = 60 * person.minutesPerSession();
        int exercise = Math.min(most, 60 * regimen.sessionMinutes());
        var walks = sitting.kept().stream()
                .filter(it -> it.exerciseClass() == ExerciseClass.AEROBIC && it.phase() == Phase.MAIN)
                .toList();
        int kept = sitting.kept().stream().mapToInt(Timing::seconds).sum();
        int walked = walks.stream().mapToInt(Timing::seconds).sum();
        int ways = sitting.items().size() - 1;
        int free = exercise - (kept - walked) - TRANSITION_SECONDS * Math.max(0, ways - walks.size());
        int all = (walks.isEmpty() ? exercise : most) - kept - TRANSITION_SECONDS * Math.max(0, ways);
        int bout = sitting.main() ? most : BOUT_SECONDS - kept - TRANSITION_SECONDS * Math.max(0, ways);
        int planned = sitting.free().stream().mapToInt(Timing::seconds).sum();
        int room = Math.min(Math.min(free, all), bout);
        model.addLessOrEqual(
                sum(in(sitting), it -> Timing.seconds(it.item())),
                held == Held.MIX_AND_TIME ? Math.min(room, planned) : room);
    }

    private void sameMix(Sitting sitting) {
        switch (held) {
            case CLASSES ->
                EnumSet.complementOf(EnumSet.copyOf(KEPT))
                        .forEach(it -> between(sitting, place -> place.is(it), sitting.count(it), sitting.count(it)));
            case MIX, MIX_AND_TIME -> templatesMix(sitting);
            case COUNT -> {}
        }
    }

    private void templatesMix(Sitting sitting) {
        int days = person.days().size();
        int moving = 2
                + goals(
                        Target.THORACIC_MOBILITY,
                        Target.UPPER_BACK_FLEXIBILITY,
                        Target.CHEST_FLEXIBILITY,
                        Target.NECK_MOBILITY)
                + (days < 3 ? exposuresWanted() : 0);
        int stretches = Math.min(
                regimen.stretchesPerSession(),
                goals(
                        Target.THORACIC_MOBILITY,
                        Target.UPPER_BACK_FLEXIBILITY,
                        Target.CHEST_FLEXIBILITY,
                        Target.NECK_MOBILITY));
        int load = goals(Target.SCAPULAR_STRENGTH, Target.CORE_STRENGTH);
        between(
                sitting,
                it -> it.is(ExerciseClass.MOBILITY),
                Math.min(2, sitting.count(ExerciseClass.MOBILITY)),
                moving);
        between(sitting, it -> it.is(ExerciseClass.STRETCH), 0, stretches);
        between(
                sitting,
                it -> it.is(ExerciseClass.SELF_MASSAGE),
                0,
                goals(Target.UPPER_BACK_FLEXIBILITY, Target.CHEST_FLEXIBILITY));
        between(
                sitting,
                it -> it.is(ExerciseClass.MOTOR_CONTROL),
                0,
                goals(Target.SCAPULAR_CONTROL, Target.NECK_MOBILITY));
        between(sitting, Place::loads, 0, load == 0 ? 0 : 1 + load);
    }

    /// How many places a session may have for these goals: in a week of one day each may come up twice.
    private int goals(Target... targets) {
        int times = person.days().size() == 1 ? 2 : 1;
        return times * (int) Stream.of(targets).filter(pursued::contains).count();
    }

    private void between(Sitting sitting, Predicate<Place> which, int least, int most) {
        var count = count(in(sitting).filter(which));
        model.addLinearConstraint(count, least, most);
    }

    /// The n-th time costs more than the one before, so times are taken from the first on.
    private void rationed(Choice choice) {
        var own = places.stream()
                .filter(it -> it.choice().slug().equals(choice.slug()))
                .toList();
        var ration = worth.ration(choice, sittings.size());
        own.stream()
                .collect(groupingBy(it -> it.sitting().day()))
                .values()
                .forEach(today -> model.addLessOrEqual(count(today.stream()), ration.aDay()));
        var times = LinearExpr.newBuilder();
        for (int time = 1; time <= Math.min(ration.aWeek(), sittings.size()); time++) {
            var taken = model.newBoolVar(choice.slug() + " time " + time);
            times.add(taken);
            points.addTerm(taken, -(time - 1L) * ration.again());
        }
        if (!own.isEmpty()) {
            model.addEquality(count(own.stream()), times);
        }
    }

    private void fewLoadedDaysAfterWarmUps() {
        var loadedDays = LinearExpr.newBuilder();
        var two = model.newBoolVar("two loaded days");
        var three = model.newBoolVar("three loaded days");
        int most = course.hardSetsPerSession(regimen, 1);
        int mostOfTwo = course.hardSetsPerSession(regimen, 2);
        int mostOfThree = course.hardSetsPerSession(regimen, 3);
        for (var sitting : sittings.stream().filter(Sitting::main).toList()) {
            var loaded = model.newBoolVar("load in " + sitting.number());
            loadedDays.add(loaded);
            in(sitting).filter(Place::loads).forEach(it -> model.addImplication(it.chosen(), loaded));
            long cardio = sitting.kept().stream()
                    .filter(it -> it.exerciseClass() == ExerciseClass.AEROBIC && it.phase() == Phase.WARMUP)
                    .count();
            model.addGreaterOrEqual(
                    count(in(sitting).filter(it -> it.is(ExerciseClass.MOBILITY)))
                            .add(cardio)
                            .addTerm(loaded, -2),
                    0);
            model.addLessOrEqual(
                    sum(in(sitting), it -> SessionDraft.hardSetsOf(List.of(it.item())))
                            .addTerm(two, most - mostOfTwo)
                            .addTerm(three, mostOfTwo - mostOfThree),
                    most);
            model.addLessOrEqual(count(in(sitting).filter(it -> it.is(ExerciseClass.STRENGTH))), 6);
        }
        model.addLessOrEqual(loadedDays, regimen.strengthDays(person.experience()));
        model.addLessOrEqual(loadedDays, LinearExpr.newBuilder().addTerm(two, 6).add(1));
        model.addLessOrEqual(
                loadedDays, LinearExpr.newBuilder().addTerm(three, 5).add(2));
        model.addLessOrEqual(
                sum(places.stream(), it -> SessionDraft.hardSetsOf(List.of(it.item()))), hardSetsOfAMilderPicture());
    }

    /// Worse pain never gets more hard sets than milder pain; what that got, the planner itself is asked.
    private int hardSetsOfAMilderPicture() {
        var picture = facts.triage().picture().orElseThrow();
        var longer = Stream.of(Stage.values())
                .filter(it -> it.ordinal() == picture.stage().ordinal() + 1)
                .map(it -> picture.with(it, picture.irritability()));
        var calmer = Stream.of(Irritability.values())
                .filter(it -> it.ordinal() == picture.irritability().ordinal() + 1)
                .map(it -> picture.with(picture.stage(), it));
        return Stream.concat(longer, calmer)
                .map(it -> WeekPlanner.plan(People.with(facts, it), week.startsOn()))
                .flatMap(it -> it instanceof Outcome.Planned milder ? Stream.of(milder.week()) : Stream.empty())
                .map(it -> SessionDraft.hardSetsOf(it.items().toList()))
                .reduce(course.mostHardSets(), Math::min);
    }

    private void twoDaysOfRestForEachGroup() {
        for (var group : MuscleGroup.values()) {
            var strengthened = new EnumMap<Weekday, BoolVar>(Weekday.class);
            places.stream()
                    .filter(it -> it.loads() && it.item().groups().contains(group))
                    .forEach(it -> model.addImplication(
                            it.chosen(),
                            strengthened.computeIfAbsent(
                                    it.sitting().day(), day -> model.newBoolVar(group + " on " + day))));
            strengthened.forEach((day, today) -> Optional.ofNullable(
                            strengthened.get(Weekday.values()[(day.ordinal() + 1) % 7]))
                    .ifPresent(tomorrow -> model.addAtMostOne(new Literal[] {today, tomorrow})));
        }
    }

    private void pullsAtLeastAsMuchAsItPushes() {
        var strength =
                places.stream().filter(it -> it.is(ExerciseClass.STRENGTH)).toList();
        model.addLessOrEqual(
                sum(
                        strength.stream().filter(it -> it.item().direction() == Direction.PUSH),
                        it -> it.item().sets()),
                sum(
                        strength.stream().filter(it -> it.item().direction() == Direction.PULL),
                        it -> it.item().sets()));
        if (!strength.isEmpty()) {
            var balanced = model.newBoolVar("balanced");
            strength.forEach(it -> model.addImplication(it.chosen(), balanced));
            model.addGreaterOrEqual(count(strength.stream().filter(Place::balances)), balanced);
        }
    }

    private void everyGoalTwice() {
        pursued.forEach(target -> model.addGreaterOrEqual(
                count(places.stream().filter(it -> it.choice().serves(target))), 2));
    }

    private int exposuresWanted() {
        return regimen == Regimen.BUILD ? 3 : 5;
    }

    /// As H52 counts: breaks are counted, and where the week says that its days are too few, one a day will do.
    private void movesOftenEnough() {
        var picture = facts.triage().picture().orElseThrow();
        int wanted = picture.stage() == Stage.CHRONIC ? 3 : 5;
        boolean tooFewDays = person.days().size() < 3
                && week.coverageReasons().stream().anyMatch(it -> it.subject().equals("MOBILITY_EXPOSURES"));
        int least = tooFewDays ? Math.min(wanted, person.days().size()) : wanted;
        int breaks = week.movementBreak().map(it -> it.items().size()).orElse(0);
        model.addGreaterOrEqual(count(places.stream().filter(it -> it.is(ExerciseClass.MOBILITY))), least - breaks);
    }

    private Stream<Place> in(Sitting sitting) {
        return places.stream().filter(it -> it.sitting().number() == sitting.number());
    }

    private static LinearExprBuilder count(Stream<Place> places) {
        return sum(places, it -> 1);
    }

    private static LinearExprBuilder sum(Stream<Place> places, ToLongFunction<Place> each) {
        var sum = LinearExpr.newBuilder();
        places.forEach(it -> sum.addTerm(it.chosen(), each.applyAsLong(it)));
        return sum;
    }

    private Week answer(CpSolver solver) {
        var days = week.days().stream()
                .map(day -> new Day(
                        day.day(),
                        day.date(),
                        sittings.stream()
                                .filter(it -> it.day() == day.day())
                                .map(it -> session(it, solver))
                                .toList()))
                .toList();
        var goals = week.goals().stream()
                .map(goal -> new Goal(goal.target(), goal.because(), hits(days, goal.target())))
                .toList();
        return new Week(
                week.startsOn(),
                week.weekIndex(),
                week.deload(),
                week.stage(),
                week.irritability(),
                goals,
                days,
                week.movementBreak(),
                week.coverageReasons(),
                week.reviewDate());
    }

    private Session session(Sitting sitting, CpSolver solver) {
        var chosen = in(sitting).filter(it -> solver.booleanValue(it.chosen())).map(Place::item);
        return SessionDraft.session(
                Stream.concat(sitting.kept().stream(), chosen).toList());
    }

    private static int hits(List<Day> days, Target target) {
        return (int) days.stream()
                .flatMap(day -> day.sessions().stream())
                .flatMap(session -> session.items().stream())
                .filter(item -> item.targets().contains(target))
                .count();
    }
}
