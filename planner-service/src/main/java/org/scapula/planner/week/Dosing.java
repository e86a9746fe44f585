package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Turns an exercise into a line of the week: the catalogue's dose, narrowed to what the stage allows, and why.
final class Dosing {

    private static final int OLDER = 65;
    private static final int WARM_UP_MINUTES = 3;
    private static final int SHORT_WALK_MINUTES = 10;

    private final Regimen regimen;
    private final Irritability irritability;
    private final boolean older;
    private final Map<Target, String> aims;
    private final Course course;
    private final Permitted permitted;
    private final Sparing sparing;

    /// The same line is asked for at every place of the week.
    private final IdentityHashMap<Choice, Map<Manner, Item>> known = new IdentityHashMap<>();

    Dosing(Course course, Permitted permitted, Regimen regimen, Map<Target, String> aims, Sparing sparing) {
        this.course = course;
        this.permitted = permitted;
        this.sparing = sparing;
        this.regimen = regimen;
        this.irritability = course.picture().irritability();
        this.older = course.picture().ageYears().orElse(OLDER) >= OLDER;
        this.aims = aims;
    }

    /// `brief` takes a single set of what is neither load nor stretch: for warm-ups and for short sessions. `steady`
    /// takes no more of anything than last week.
    private record Manner(Phase phase, boolean brief, boolean steady) {}

    Item item(Choice choice, Phase phase, boolean brief) {
        return item(choice, new Manner(phase, brief, false));
    }

    /// A harder form of it comes in this week, which is change enough (H41).
    Item steady(Choice choice, Phase phase, boolean brief) {
        return item(choice, new Manner(phase, brief, true));
    }

    private Item item(Choice choice, Manner manner) {
        return known.computeIfAbsent(choice, unused -> new HashMap<>())
                .computeIfAbsent(manner, unused -> worked(choice, manner));
    }

    private Item worked(Choice choice, Manner manner) {
        var phase = manner.phase();
        boolean brief = manner.brief();
        var candidate = choice.candidate();
        var exerciseClass = candidate.exerciseClass();
        var dose = candidate.dose();
        var stage = candidate.at(regimen.stage());
        var said = new Said(dose.origin());
        int sets = said.narrowed(dose.sets(), stage.flatMap(StageDose::sets), regimen.sets(exerciseClass), Said.SETS);
        int hold = said.narrowed(
                dose.holdSeconds(), stage.flatMap(StageDose::holdSeconds), holdBounds(choice), Said.SECONDS);
        int reps = said.narrowed(
                dose.reps().or(dose::breaths),
                repetitions(stage),
                regimen.reps(exerciseClass, older),
                Said.REPETITIONS);
        if (exerciseClass == ExerciseClass.STRETCH) {
            reps = enoughStretch(dose, repetitions(stage), reps, hold);
        }
        var timed = duration(choice, phase, brief, said);
        var due = course.figures(
                candidate,
                new Figures(sets, reps, hold, timed.orElse(0), sparing.rpe(regimen.rpe(exerciseClass))),
                most(choice, phase, brief, reps));
        var now = manner.steady() ? course.steady(candidate, due) : due;
        said.inTheEnd(now);
        boolean eachSide = candidate.oneSided() || dose.eachSide();
        var spot = dose.secondsPerSpot()
                .map(range -> said.narrowed(
                        dose.secondsPerSpot(),
                        stage.flatMap(StageDose::secondsPerSpot),
                        new Regimen.Bounds(30, 30),
                        "seconds a spot"));
        var lasting = spot.isPresent()
                ? Optional.of(spot.get() * now.reps() * (eachSide ? 2 : 1))
                : timed.map(fresh -> now.seconds());
        boolean single = brief && !exerciseClass.loads();
        return new Item(
                candidate.slug(),
                candidate.id(),
                candidate.version(),
                candidate.name(),
                exerciseClass,
                phase,
                candidate.primaryMuscles(),
                candidate.targets(),
                candidate.region(),
                choice.position(),
                choice.equipment(),
                single ? 1 : now.sets(),
                now.reps(),
                now.holdSec(),
                rest(exerciseClass, single ? 1 : now.sets()),
                spot,
                lasting,
                now.rpe(),
                regimen.painCeiling(),
                dose.side(),
                eachSide,
                candidate.direction(),
                candidate.level(),
                why(choice, phase, said));
    }

    /// What regimen, source and stage allow at most. Sets of load are counted before it is known whether a harder form
    /// of it comes in, so where one may there are no more of them.
    private Figures most(Choice choice, Phase phase, boolean brief, int reps) {
        var candidate = choice.candidate();
        var exerciseClass = candidate.exerciseClass();
        var dose = candidate.dose();
        var stage = candidate.at(regimen.stage());
        int sets = regimen.sets(exerciseClass).most(dose.sets(), stage.flatMap(StageDose::sets));
        return new Figures(
                permitted.mayGetHarder(candidate.slug()) ? course.steadySets(candidate.slug(), sets) : sets,
                exerciseClass == ExerciseClass.STRETCH
                        ? reps
                        : regimen.reps(exerciseClass, older).most(dose.reps().or(dose::breaths), repetitions(stage)),
                holdBounds(choice).most(dose.holdSeconds(), stage.flatMap(StageDose::holdSeconds)),
                60 * minuteBounds(exerciseClass, phase, brief).most(dose.minutes(), stage.flatMap(StageDose::minutes)),
                sparing.rpe(regimen.rpe(exerciseClass)));
    }

    /// A muscle wants about 60 s of stretching a day, never more repetitions than the source gives.
    private int enoughStretch(CatalogueDose dose, Optional<Range> stage, int least, int hold) {
        int source = Math.min(
                regimen.reps(ExerciseClass.STRETCH, older).max(),
                dose.reps().map(Range::max).orElse(least));
        int most = stage.map(it -> Math.min(it.max(), source)).orElse(source);
        return Math.clamp(Math.ceilDiv(60, Math.max(1, hold)), Math.min(least, most), most);
    }

    private Regimen.Bounds holdBounds(Choice choice) {
        var exerciseClass = choice.candidate().exerciseClass();
        return sparing.hold(exerciseClass, regimen.hold(exerciseClass, irritability));
    }

    private Optional<Integer> duration(Choice choice, Phase phase, boolean brief, Said said) {
        var exerciseClass = choice.candidate().exerciseClass();
        return switch (exerciseClass) {
            case AEROBIC, BREATHING ->
                Optional.of(60 * minutes(choice, minuteBounds(exerciseClass, phase, brief), said));
            default -> Optional.empty();
        };
    }

    private Regimen.Bounds minuteBounds(ExerciseClass exerciseClass, Phase phase, boolean brief) {
        return switch (exerciseClass) {
            case AEROBIC -> aerobic(phase, brief);
            case BREATHING -> new Regimen.Bounds(2, 3);
            default -> new Regimen.Bounds(0, 0);
        };
    }

    private int minutes(Choice choice, Regimen.Bounds bounds, Said said) {
        var candidate = choice.candidate();
        return said.narrowed(
                candidate.dose().minutes(),
                candidate.at(regimen.stage()).flatMap(StageDose::minutes),
                bounds,
                Said.MINUTES);
    }

    private static Optional<Range> repetitions(Optional<StageDose> stage) {
        return stage.flatMap(it -> it.reps().or(it::breaths));
    }

    private Regimen.Bounds aerobic(Phase phase, boolean brief) {
        if (phase == Phase.WARMUP) {
            return new Regimen.Bounds(WARM_UP_MINUTES, WARM_UP_MINUTES);
        }
        return brief ? new Regimen.Bounds(SHORT_WALK_MINUTES, SHORT_WALK_MINUTES) : regimen.walkMinutes();
    }

    /// Between sets.
    static int rest(ExerciseClass exerciseClass, int sets) {
        if (sets == 1) {
            return 0;
        }
        return switch (exerciseClass) {
            case STRENGTH -> 60;
            case ISOMETRIC -> 45;
            case MOTOR_CONTROL -> 30;
            case MOBILITY -> 15;
            default -> 0;
        };
    }

    private Why why(Choice choice, Phase phase, Said said) {
        var candidate = choice.candidate();
        var served = candidate.targets().stream().filter(aims::containsKey).toList();
        var serves = new ArrayList<String>();
        if (phase == Phase.WARMUP) {
            serves.add("WARM_UP");
        }
        served.forEach(target -> serves.add(target.name()));
        if (serves.isEmpty()) {
            serves.add(candidate.exerciseClass().name());
        }
        var text = new StringBuilder();
        if (phase == Phase.WARMUP) {
            text.append("It warms you up before the harder work. ");
        }
        if (!served.isEmpty()) {
            var first = served.getFirst();
            text.append("For %s: %s. ".formatted(first.words(), aims.get(first)));
        } else {
            text.append(general(candidate.exerciseClass()));
        }
        if (choice.preferred()) {
            text.append("It is preferred by the clinic's template. ");
        }
        text.append(said.sentence(regimen));
        return new Why(
                text.toString().strip(), serves, List.copyOf(said.sources), sources(candidate), Optional.empty());
    }

    private static List<String> sources(Candidate candidate) {
        return candidate.sources().isEmpty() ? List.of(Regimen.POLICY) : candidate.sources();
    }

    private static String general(ExerciseClass exerciseClass) {
        return switch (exerciseClass) {
            case AEROBIC -> "It keeps the whole body moving, which helps most backs. ";
            case BREATHING -> "Slow breathing helps tense muscles to let go. ";
            default -> "It keeps the upper back and shoulders moving. ";
        };
    }

    /// What the dose was taken from, and where this week asks for less than the source.
    private static final class Said {

        private static final String SETS = "sets";
        private static final String REPETITIONS = "repetitions";
        private static final String SECONDS = "seconds";
        private static final String MINUTES = "minutes";

        private final String origin;
        private final Set<String> sources = new LinkedHashSet<>();
        private final Map<String, Integer> least = new LinkedHashMap<>();
        private final Map<String, Integer> given = new LinkedHashMap<>();

        Said(String origin) {
            this.origin = origin;
        }

        int narrowed(Optional<Range> source, Optional<Range> stage, Regimen.Bounds regimen, String unit) {
            int value = regimen.narrow(source, stage);
            Stream.of(source, stage)
                    .flatMap(Optional::stream)
                    .map(Range::source)
                    .forEach(sources::add);
            if (source.isEmpty() && stage.isEmpty()) {
                sources.add(Regimen.POLICY);
            }
            if (source.filter(it -> it.min() > regimen.max()).isPresent()) {
                sources.add(Regimen.SOURCE);
            }
            source.ifPresent(it -> least.put(unit, it.min()));
            given.put(unit, value);
            return value;
        }

        /// The weeks behind somebody may have changed it.
        void inTheEnd(Figures now) {
            given.replace(SETS, now.sets());
            given.replace(REPETITIONS, now.reps());
            given.replace(SECONDS, now.holdSec());
            given.replace(MINUTES, now.seconds() / 60);
        }

        String sentence(Regimen regimen) {
            var from = switch (origin) {
                case "SOURCE" -> "The dose follows the article it comes from";
                case "CLINICAL" -> "The dose follows guidelines, as no article gives one";
                default -> "The dose is our own policy, as no source gives one";
            };
            var changes = least.entrySet().stream()
                    .filter(it -> given.getOrDefault(it.getKey(), 0) < it.getValue())
                    .map(it -> "%s %s instead of %s".formatted(given.get(it.getKey()), it.getKey(), it.getValue()))
                    .toList();
            return changes.isEmpty()
                    ? from + "."
                    : from + ", but asks for less %s: %s.".formatted(regimen.words(), String.join(", ", changes));
        }
    }
}
