package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Changes one thing of a good plan and leaves the rest true: minutes and counts are worked out again.
final class Edit {

    private Edit() {}

    static PlanToCheck facts(PlanToCheck plan, Facts facts) {
        return new PlanToCheck(facts, plan.week(), plan.guidance(), plan.texts());
    }

    static PlanToCheck person(PlanToCheck plan, Function<Person, Person> change) {
        return facts(plan, People.with(plan.facts(), change.apply(plan.facts().person())));
    }

    static PlanToCheck reporting(PlanToCheck plan, Condition condition) {
        return withoutTheCataloguesList(person(plan, it -> People.conditions(it, condition)));
    }

    static PlanToCheck triage(PlanToCheck plan, UnaryOperator<Triage> change) {
        var facts = plan.facts();
        return facts(
                plan, new Facts(change.apply(facts.triage()), facts.person(), facts.candidates(), facts.history()));
    }

    static PlanToCheck template(PlanToCheck plan, ClinicTemplate template) {
        return facts(plan, People.with(plan.facts(), template));
    }

    static PlanToCheck history(PlanToCheck plan, UnaryOperator<List<PastWeek>> change) {
        var facts = plan.facts();
        return facts(
                plan, new Facts(facts.triage(), facts.person(), facts.candidates(), change.apply(facts.history())));
    }

    static PlanToCheck lastWeek(PlanToCheck plan, UnaryOperator<PastWeek> change) {
        return history(plan, weeks -> {
            var changed = new ArrayList<>(weeks);
            changed.set(weeks.size() - 1, change.apply(weeks.getLast()));
            return changed;
        });
    }

    static PlanToCheck takenOut(PlanToCheck plan, String slug) {
        return facts(plan, plan.facts().without(List.of(new TakenOut(slug, "It pinches."))));
    }

    static PlanToCheck picture(PlanToCheck plan, Picture picture) {
        return facts(plan, People.with(plan.facts(), picture));
    }

    static PlanToCheck guidance(PlanToCheck plan, UnaryOperator<Guidance> change) {
        return new PlanToCheck(plan.facts(), plan.week(), change.apply(plan.guidance()), plan.texts());
    }

    static PlanToCheck saying(PlanToCheck plan, String text) {
        return new PlanToCheck(plan.facts(), plan.week(), plan.guidance(), List.of(text));
    }

    static PlanToCheck contraindicated(PlanToCheck plan, String slug, Level level) {
        var because = new Contraindication(Condition.ASTHMA, level, "because", List.of(), List.of());
        var candidates = plan.facts().candidates().stream()
                .map(it -> it.slug().equals(slug) ? listed(it, List.of(because)) : it)
                .toList();
        var person = People.conditions(plan.facts().person(), Condition.ASTHMA);
        return facts(plan, new Facts(plan.facts().triage(), person, candidates));
    }

    private static PlanToCheck withoutTheCataloguesList(PlanToCheck plan) {
        var facts = plan.facts();
        var bare = facts.candidates().stream().map(it -> listed(it, List.of())).toList();
        return facts(plan, new Facts(facts.triage(), facts.person(), bare));
    }

    static Candidate unlisted(Candidate it) {
        return listed(it, List.of());
    }

    private static Candidate listed(Candidate it, List<Contraindication> contraindications) {
        return candidate(it, it.stageDoses(), contraindications);
    }

    /// The catalogue says otherwise of one exercise at each stage.
    static PlanToCheck staged(PlanToCheck plan, String slug, UnaryOperator<StageDose> change) {
        return facts(plan, staged(plan.facts(), slug, change));
    }

    static Facts staged(Facts facts, String slug, UnaryOperator<StageDose> change) {
        return new Facts(
                facts.triage(),
                facts.person(),
                facts.candidates().stream()
                        .map(it -> it.slug().equals(slug)
                                ? candidate(
                                        it, it.stageDoses().stream().map(change).toList(), it.contraindications())
                                : it)
                        .toList());
    }

    static StageDose unfit(StageDose it) {
        return new StageDose(
                it.stage(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static StageDose at(Stage stage, StageDose it) {
        return new StageDose(
                stage,
                it.fits(),
                it.sets(),
                it.reps(),
                it.holdSeconds(),
                it.breaths(),
                it.minutes(),
                it.secondsPerSpot(),
                it.perDay(),
                it.perWeek());
    }

    static UnaryOperator<StageDose> reps(int min, int max) {
        return it -> new StageDose(
                it.stage(),
                it.fits(),
                it.sets(),
                Optional.of(new Range(min, max, "S")),
                it.holdSeconds(),
                it.breaths(),
                it.minutes(),
                it.secondsPerSpot(),
                it.perDay(),
                it.perWeek());
    }

    static UnaryOperator<StageDose> often(Optional<Integer> perDay, Optional<Integer> perWeek) {
        return it -> new StageDose(
                it.stage(),
                it.fits(),
                it.sets(),
                it.reps(),
                it.holdSeconds(),
                it.breaths(),
                it.minutes(),
                it.secondsPerSpot(),
                perDay.map(most -> new Range(1, most, "S")),
                perWeek.map(most -> new Range(1, most, "S")));
    }

    /// The catalogue says of one exercise that it asks for this.
    static PlanToCheck tagged(PlanToCheck plan, String slug, Tag tag) {
        var facts = plan.facts();
        return facts(
                plan,
                new Facts(
                        facts.triage(),
                        facts.person(),
                        facts.candidates().stream()
                                .map(it -> it.slug().equals(slug)
                                        ? candidate(it, Set.of(tag), it.stageDoses(), it.contraindications())
                                        : it)
                                .toList()));
    }

    /// A catalogue that says of nothing what it asks for, and with which condition it is not done.
    static Facts saysNothing(Facts facts) {
        return new Facts(
                facts.triage(),
                facts.person(),
                facts.candidates().stream()
                        .map(it -> candidate(it, Set.of(), it.stageDoses(), List.of()))
                        .toList());
    }

    private static Candidate candidate(
            Candidate it, List<StageDose> stageDoses, List<Contraindication> contraindications) {
        return candidate(it, it.tags(), stageDoses, contraindications);
    }

    private static Candidate candidate(
            Candidate it, Set<Tag> tags, List<StageDose> stageDoses, List<Contraindication> contraindications) {
        return candidate(it, tags, stageDoses, contraindications, it.regressTo(), it.progressTo());
    }

    static Candidate linked(Candidate it, List<String> regressTo, List<String> progressTo) {
        return candidate(it, it.tags(), it.stageDoses(), it.contraindications(), regressTo, progressTo);
    }

    private static Candidate candidate(
            Candidate it,
            Set<Tag> tags,
            List<StageDose> stageDoses,
            List<Contraindication> contraindications,
            List<String> regressTo,
            List<String> progressTo) {
        return new Candidate(
                it.id(),
                it.version(),
                it.slug(),
                it.name(),
                it.kind(),
                it.exerciseClass(),
                it.positions(),
                it.equipment(),
                it.region(),
                it.primaryMuscles(),
                it.targets(),
                it.direction(),
                it.oneSided(),
                it.level(),
                it.shoulderElevationDegrees(),
                tags,
                it.dose(),
                stageDoses,
                contraindications,
                regressTo,
                progressTo,
                it.sources());
    }

    static PlanToCheck week(PlanToCheck plan, UnaryOperator<Week> change) {
        return new PlanToCheck(plan.facts(), change.apply(plan.week()), plan.guidance(), plan.texts());
    }

    static PlanToCheck goals(PlanToCheck plan, Predicate<Goal> kept) {
        return week(
                plan,
                it -> with(
                        it, it.weekIndex(), it.goals().stream().filter(kept).toList(), it.days(), it.movementBreak()));
    }

    /// The goal is gone, and why is left empty.
    static PlanToCheck reasonless(PlanToCheck plan, Target target) {
        return week(
                plan,
                it -> it.with(
                        it.goals().stream()
                                .filter(goal -> goal.target() != target)
                                .toList(),
                        List.of(new CoverageReason(target.name(), CoverageReason.Cause.TOO_LITTLE_TIME, " "))));
    }

    static PlanToCheck explained(PlanToCheck plan, Target target, CoverageReason.Cause cause) {
        var reason = new CoverageReason(target.name(), cause, "Said without a look.");
        return week(plan, it -> it.with(it.goals(), List.of(reason)));
    }

    static PlanToCheck index(PlanToCheck plan, int index) {
        return week(plan, it -> with(it, index, it.goals(), it.days(), it.movementBreak()));
    }

    /// Called a lighter week, and as heavy as before.
    static PlanToCheck deload(PlanToCheck plan) {
        return week(
                plan,
                it -> new Week(
                        it.startsOn(),
                        it.weekIndex(),
                        true,
                        it.stage(),
                        it.irritability(),
                        it.goals(),
                        it.days(),
                        it.movementBreak(),
                        it.coverageReasons(),
                        it.reviewDate()));
    }

    static PlanToCheck breaks(PlanToCheck plan, Optional<MovementBreak> others) {
        return week(plan, it -> with(it, it.weekIndex(), it.goals(), it.days(), others));
    }

    static PlanToCheck noBreak(PlanToCheck plan) {
        return week(plan, it -> with(it, it.weekIndex(), it.goals(), it.days(), Optional.empty()));
    }

    static PlanToCheck move(PlanToCheck plan, Weekday from, Weekday to) {
        var moved = week(
                plan,
                it -> with(
                        it,
                        it.weekIndex(),
                        it.goals(),
                        it.days().stream()
                                .map(day -> day.day() == from
                                        ? new Day(to, to.onOrAfter(it.startsOn()), day.sessions())
                                        : day)
                                .toList(),
                        it.movementBreak()));
        var days = new ArrayList<>(plan.facts().person().days());
        days.remove(from);
        days.add(to);
        return person(moved, it -> People.days(it, Set.copyOf(days)));
    }

    static PlanToCheck minutes(PlanToCheck plan, double more) {
        return days(plan, day -> true, session -> new Session(session.minutes() + more, 0, session.items()));
    }

    /// The items of the main session of some days, changed; what hangs on them is worked out again.
    static PlanToCheck items(PlanToCheck plan, Predicate<Weekday> on, UnaryOperator<List<Item>> change) {
        var changed = days(plan, on, session -> {
            var items = change.apply(new ArrayList<>(session.items()));
            return new Session(Timing.minutes(items), 0, items);
        });
        return week(
                changed,
                it -> with(
                        it,
                        it.weekIndex(),
                        it.goals().stream().map(goal -> recounted(it, goal)).toList(),
                        it.days(),
                        it.movementBreak()));
    }

    static PlanToCheck item(PlanToCheck plan, String slug, UnaryOperator<Fields> change) {
        return items(
                plan,
                day -> true,
                items -> items.stream()
                        .map(it -> it.exerciseId().equals(slug)
                                ? change.apply(new Fields(it)).item()
                                : it)
                        .toList());
    }

    private static Goal recounted(Week week, Goal goal) {
        int hits = (int)
                week.items().filter(it -> it.targets().contains(goal.target())).count();
        return new Goal(goal.target(), goal.because(), hits);
    }

    private static PlanToCheck days(PlanToCheck plan, Predicate<Weekday> on, UnaryOperator<Session> change) {
        return week(
                plan,
                it -> with(
                        it,
                        it.weekIndex(),
                        it.goals(),
                        it.days().stream()
                                .map(day -> on.test(day.day())
                                        ? new Day(
                                                day.day(),
                                                day.date(),
                                                day.sessions().stream()
                                                        .map(change)
                                                        .toList())
                                        : day)
                                .toList(),
                        it.movementBreak()));
    }

    private static Week with(
            Week it, int index, List<Goal> goals, List<Day> days, Optional<MovementBreak> movementBreak) {
        return new Week(
                it.startsOn(),
                index,
                it.deload(),
                it.stage(),
                it.irritability(),
                goals,
                days,
                movementBreak,
                it.coverageReasons(),
                it.reviewDate());
    }

    /// An exercise of the catalogue as this plan's person would do it.
    static Item line(PlanToCheck plan, String slug, Phase phase) {
        var picture = plan.facts().triage().picture().orElseThrow();
        var regimen = Regimen.of(picture.stage(), picture.irritability());
        var aims = Aims.of(regimen, plan.facts().person().contexts());
        var entry = ShippedCatalogue.entry(slug);
        var choice = new Choice(
                entry,
                entry.positions().getFirst(),
                List.copyOf(entry.equipment().getFirst()),
                false);
        var course = Course.of(List.of(), picture, plan.week().startsOn());
        return new Dosing(course, new Permitted(List.of(), List.of(), Map.of()), regimen, aims, Sparing.NOTHING)
                .item(choice, phase, false);
    }

    static Guidance reviewed(Guidance it, LocalDate on) {
        return new Guidance(
                it.painRule(),
                it.stopSigns(),
                it.safetyNet(),
                on,
                it.regressionRule(),
                it.missedSessionRule(),
                it.runningRule(),
                it.activities());
    }

    static Guidance withoutStopSigns(Guidance it) {
        return new Guidance(
                it.painRule(),
                List.of(),
                it.safetyNet(),
                it.reviewDate(),
                it.regressionRule(),
                it.missedSessionRule(),
                it.runningRule(),
                it.activities());
    }

    static Guidance withoutRunningRule(Guidance it) {
        return running(it, Optional.empty());
    }

    static Guidance running(Guidance it, Optional<String> rule) {
        return new Guidance(
                it.painRule(),
                it.stopSigns(),
                it.safetyNet(),
                it.reviewDate(),
                it.regressionRule(),
                it.missedSessionRule(),
                rule,
                it.activities());
    }

    static Guidance withoutActivities(Guidance it) {
        return new Guidance(
                it.painRule(),
                it.stopSigns(),
                it.safetyNet(),
                it.reviewDate(),
                it.regressionRule(),
                it.missedSessionRule(),
                it.runningRule(),
                List.of());
    }

    /// The fields of an item that the rules are about.
    static final class Fields {

        private final Item of;
        int version;
        int sets;
        int reps;
        int hold;
        int rpe;
        int painCeiling;
        Side side;
        Optional<Integer> duration;
        String why;

        Fields(Item of) {
            this.of = of;
            this.version = of.version();
            this.sets = of.sets();
            this.reps = of.reps();
            this.hold = of.holdSec();
            this.rpe = of.rpe();
            this.painCeiling = of.painCeiling();
            this.side = of.side();
            this.duration = of.durationSec();
            this.why = of.why().text();
        }

        Fields version(int value) {
            version = value;
            return this;
        }

        Fields sets(int value) {
            sets = value;
            return this;
        }

        Fields reps(int value) {
            reps = value;
            return this;
        }

        Fields hold(int value) {
            hold = value;
            return this;
        }

        Fields rpe(int value) {
            rpe = value;
            return this;
        }

        Fields painCeiling(int value) {
            painCeiling = value;
            return this;
        }

        Fields side(Side value) {
            side = value;
            return this;
        }

        Fields duration(int value) {
            duration = Optional.of(value);
            return this;
        }

        Fields why(String value) {
            why = value;
            return this;
        }

        Item item() {
            return new Item(
                    of.exerciseId(),
                    of.catalogId(),
                    version,
                    of.name(),
                    of.exerciseClass(),
                    of.phase(),
                    of.groups(),
                    of.targets(),
                    of.region(),
                    of.position(),
                    of.equipment(),
                    sets,
                    reps,
                    hold,
                    of.restSec(),
                    of.secondsPerSpot(),
                    duration,
                    rpe,
                    painCeiling,
                    side,
                    of.oneSided(),
                    of.direction(),
                    of.progressionLevel(),
                    new Why(
                            why,
                            of.why().serves(),
                            of.why().doseSources(),
                            of.why().sources(),
                            of.why().runnerUp()));
        }
    }
}
