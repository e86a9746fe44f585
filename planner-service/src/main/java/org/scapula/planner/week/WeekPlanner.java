package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes a week that keeps every hard rule, or says which rules stand in the way: a first one, or one that goes on from
/// the weeks before it.
public final class WeekPlanner {

    private static final int ENOUGH_ITEMS = 2;

    private final Facts facts;
    private final LocalDate startsOn;
    private final Picture said;
    private final Course course;
    private final Picture picture;
    private final Regimen regimen;
    private final Permitted permitted;
    private final Map<Target, String> aims;
    private final Dosing dosing;
    private final List<Weekday> order;
    private final List<CoverageReason> reasons = new ArrayList<>();

    private WeekPlanner(Facts facts, LocalDate startsOn, Picture said) {
        this.facts = facts;
        this.startsOn = startsOn;
        this.said = said;
        this.course = Course.of(facts.history(), said, startsOn);
        this.picture = course.picture();
        this.regimen = Regimen.of(picture.stage(), picture.irritability());
        this.permitted = Permitted.in(facts, regimen, course);
        this.aims = Aims.of(regimen, facts.person().contexts());
        this.dosing = new Dosing(course, permitted, regimen, aims, Sparing.of(facts, course));
        this.order = facts.person().days().stream()
                .sorted(Comparator.comparing((Weekday day) -> day.onOrAfter(startsOn)))
                .toList();
    }

    /// Same facts and same start, same week, in whatever order the facts are listed.
    public static Outcome plan(Facts facts, LocalDate startsOn) {
        return Gate.closed(facts, startsOn)
                .<Outcome>map(refused -> refused)
                .orElseGet(() -> facts.triage()
                        .picture()
                        .map(picture -> new WeekPlanner(facts, startsOn, picture).week())
                        .orElseThrow());
    }

    /// What the week was not chosen from, by slug; nothing where nobody may plan at all.
    public static List<Removed> removed(Facts facts, LocalDate startsOn) {
        return facts.triage().picture().stream()
                .flatMap(picture -> new WeekPlanner(facts, startsOn, picture).removed().stream())
                .toList();
    }

    private List<Removed> removed() {
        return permitted.removals().stream()
                .map(it -> new Removed(
                        it.candidate().slug(),
                        it.candidate().name(),
                        it.candidate().targets(),
                        it.ruleId(),
                        it.because()))
                .sorted(Comparator.comparing(Removed::slug).thenComparing(Removed::ruleId))
                .toList();
    }

    /// For whoever looks whether something was left out that would have fitted.
    static Dosing dosing(Facts facts, LocalDate startsOn) {
        return new WeekPlanner(facts, startsOn, facts.triage().picture().orElseThrow()).dosing;
    }

    private Outcome week() {
        return switch (drafted()) {
            case Drafted.Refused(Outcome.Refused refused) -> refused;
            case Drafted.Places places -> planned(places);
        };
    }

    /// The places of a week with a first choice for each, or why there are none.
    private sealed interface Drafted {

        record Places(WeekDraft draft, List<List<SessionDraft>> days, Worth worth, List<Target> pursued)
                implements Drafted {

            int hardSets() {
                return SessionDraft.hardSetsOf(days.stream()
                        .flatMap(List::stream)
                        .flatMap(session -> session.placed().stream())
                        .map(Placed::item)
                        .toList());
            }
        }

        record Refused(Outcome.Refused outcome) implements Drafted {}
    }

    private Drafted drafted() {
        if (permitted.choices().isEmpty()) {
            return new Drafted.Refused(Gate.refused(nothingIsLeft()));
        }
        var wanted = goals();
        var open = new ArrayList<>(wanted);
        for (var target : wanted) {
            if (!permitted.anyFor(target)) {
                open.remove(target);
                reasons.add(nothingSuitable(target));
            }
        }
        return pursue(open);
    }

    private List<Target> goals() {
        return aims.keySet().stream()
                .sorted(Comparator.comparingInt(this::rank))
                .toList();
    }

    /// The movement that every week needs, what the person's own activity asks for, what the clinic's template puts
    /// forward, and then the usual order. Nothing becomes a goal by it.
    private int rank(Target target) {
        var towards = facts.towards();
        if (target != Target.THORACIC_MOBILITY && towards.contains(target)) {
            return towards.indexOf(target) - towards.size();
        }
        return facts.template()
                .map(it -> it.rank(target))
                .filter(rank -> rank >= 0)
                .orElseGet(() -> target == Target.THORACIC_MOBILITY ? Integer.MIN_VALUE : 0);
    }

    /// Drops the least important target the week cannot serve twice, says so, and tries again with the rest.
    private Drafted pursue(List<Target> open) {
        var pursued = List.copyOf(open);
        int hardSets = hardSetsOfAMilderPicture();
        while (!pursued.isEmpty()) {
            var worth = new Worth(Objective.SHIPPED, facts.person(), regimen, pursued, course);
            var draft = new WeekDraft(
                    facts,
                    regimen,
                    course,
                    permitted,
                    dosing,
                    worth,
                    pursued,
                    exposuresWanted(),
                    hardSets,
                    order,
                    startsOn);
            var days = draft.fill();
            var missed = pursued.reversed().stream()
                    .filter(target -> draft.hits(target) < ENOUGH_ITEMS)
                    .findFirst();
            if (missed.isEmpty()) {
                return movesEnough(draft)
                        ? new Drafted.Places(draft, days, worth, pursued)
                        : new Drafted.Refused(Gate.refused(List.of(new Violation(
                                "H52", "With what had to be left out, too few moving exercises remain for a week."))));
            }
            reasons.add(leftForLater(missed.get()));
            pursued = pursued.stream().filter(it -> it != missed.get()).toList();
        }
        return new Drafted.Refused(Gate.refused(noTargetCanBeServed()));
    }

    private boolean movesEnough(WeekDraft draft) {
        int exposures = draft.mobilityExposures();
        return exposures >= Math.min(exposuresWanted(), order.size())
                && (order.size() < 3 || exposures >= exposuresWanted());
    }

    /// Worse pain never gets more hard sets than milder pain: gentler doses take less time, so more of them would fit.
    private int hardSetsOfAMilderPicture() {
        return regimen.loads()
                ? milder().map(it -> new WeekPlanner(facts, startsOn, it).drafted())
                        .flatMap(it ->
                                it instanceof Drafted.Places places ? Stream.of(places.hardSets()) : Stream.empty())
                        .reduce(course.mostHardSets(), Math::min)
                : 0;
    }

    /// As triage told it: what the weeks before keep back, they keep back from the milder one as well.
    private Stream<Picture> milder() {
        var longer = Stream.of(Stage.values())
                .filter(it -> it.ordinal() == said.stage().ordinal() + 1)
                .map(it -> said.with(it, said.irritability()));
        var calmer = Stream.of(Irritability.values())
                .filter(it -> it.ordinal() == said.irritability().ordinal() + 1)
                .map(it -> said.with(said.stage(), it));
        return Stream.concat(longer, calmer);
    }

    private Outcome planned(Drafted.Places places) {
        int exposures = places.draft().mobilityExposures();
        if (exposures < exposuresWanted()) {
            reasons.add(new CoverageReason(
                    "MOBILITY_EXPOSURES",
                    CoverageReason.Cause.TOO_FEW_DAYS,
                    "%s moving exercises instead of %s: with %s a week there is no room for more. More days would help."
                            .formatted(exposures, exposuresWanted(), days())));
        }
        lessThanAskedFor();
        if (!regimen.loads()) {
            reasons.add(new CoverageReason(
                    Target.SCAPULAR_STRENGTH.name(),
                    CoverageReason.Cause.LATER_STAGE,
                    "Strength work waits until the pain has settled. Control work takes its place."));
        }
        if (course.isDeload()) {
            notHalfOfLastWeek(places.hardSets()).ifPresent(reasons::add);
        }
        var best = BestFilling.of(places.days(), permitted, dosing, places.worth(), places.pursued());
        var week = new Week(
                startsOn,
                course.index(),
                course.isDeload(),
                picture.stage(),
                picture.irritability(),
                places.pursued().stream()
                        .map(target -> new Goal(target, because(target), hits(best.sessions(), target)))
                        .toList(),
                days(best.sessions()),
                movementBreak(),
                reasons,
                reviewDate(picture, startsOn));
        var onward = new Onward(course.step(), course.changes(PastWeek.of(week, picture.nprs(), List.of()), facts));
        return new Outcome.Planned(
                week, onward, new Optimum(Objective.SHIPPED, best.filling(), best.filled(), best.places(), removed()));
    }

    /// What the person has time for and the stage does not want yet.
    private void lessThanAskedFor() {
        var person = facts.person();
        if (person.minutesPerSession() > regimen.sessionMinutes()) {
            reasons.add(new CoverageReason(
                    "SESSION_MINUTES",
                    CoverageReason.Cause.LATER_STAGE,
                    "You have %s minutes a session. Exercises take %s at most %s; a walk may use the rest."
                            .formatted(person.minutesPerSession(), regimen.sessionMinutes(), regimen.words())));
        }
        if (person.sessionsPerDay() > regimen.sessionsPerDay()) {
            reasons.add(new CoverageReason(
                    "SESSIONS_PER_DAY",
                    CoverageReason.Cause.LATER_STAGE,
                    "You asked for %s sessions a day. %s there are %s at most."
                            .formatted(
                                    person.sessionsPerDay(),
                                    Character.toUpperCase(regimen.words().charAt(0))
                                            + regimen.words().substring(1),
                                    regimen.sessionsPerDay())));
        }
    }

    private String because(Target target) {
        var because = aims.getOrDefault(target, "");
        var byTheClinic =
                facts.template().filter(it -> it.goals().contains(target)).isPresent()
                        ? "; the clinic's template puts it forward"
                        : "";
        return because + (facts.towards().contains(target) ? "; your activity puts it forward" : "") + byTheClinic;
    }

    /// A lighter week takes half of the load at most (H46); where it takes more, it says so.
    private Optional<CoverageReason> notHalfOfLastWeek(int hardSets) {
        return hardSets * 2 >= facts.history().getLast().hardSets()
                ? Optional.empty()
                : Optional.of(
                        new CoverageReason(
                                "HARD_SETS",
                                CoverageReason.Cause.TOO_LITTLE_TIME,
                                "This lighter week holds less load than it might: what you did last week does not fit into it."));
    }

    private static int hits(List<List<Session>> sessions, Target target) {
        return (int) sessions.stream()
                .flatMap(List::stream)
                .flatMap(session -> session.items().stream())
                .filter(item -> item.targets().contains(target))
                .count();
    }

    private List<Day> days(List<List<Session>> sessions) {
        return IntStream.range(0, order.size())
                .filter(i -> !sessions.get(i).isEmpty())
                .mapToObj(i -> new Day(order.get(i), order.get(i).onOrAfter(startsOn), sessions.get(i)))
                .toList();
    }

    private Optional<MovementBreak> movementBreak() {
        return facts.person().contexts().contains(Context.DESK)
                ? Optional.of(DeskBreak.from(permitted, dosing, course.step()))
                : Optional.empty();
    }

    private int exposuresWanted() {
        return regimen == Regimen.BUILD ? 3 : 5;
    }

    /// Seven days; three where a person is older or hurts more, and where the score is not known.
    static LocalDate reviewDate(Picture picture, LocalDate startsOn) {
        boolean soon = picture.ageYears().orElse(65) >= 65 || picture.nprs().orElse(10) >= 6;
        return startsOn.plusDays(soon ? 3 : 7);
    }

    private CoverageReason nothingSuitable(Target target) {
        var against = permitted.reasonsAgainst(target);
        return new CoverageReason(
                target.name(),
                CoverageReason.Cause.NOTHING_SUITABLE,
                "No exercise is left for %s: %s."
                        .formatted(
                                target.words(),
                                against.isEmpty() ? "the catalogue has none" : String.join("; ", against)));
    }

    private CoverageReason leftForLater(Target target) {
        boolean fewDays = order.size() < 3;
        return new CoverageReason(
                target.name(),
                fewDays ? CoverageReason.Cause.TOO_FEW_DAYS : CoverageReason.Cause.TOO_LITTLE_TIME,
                "Left for later: with %s a week and %s minutes a session it cannot come up twice. For %s, add %s."
                        .formatted(
                                days(),
                                facts.person().minutesPerSession(),
                                target.words(),
                                fewDays ? "a day" : "some minutes"));
    }

    private String days() {
        return order.size() == 1 ? "one day" : "%s days".formatted(order.size());
    }

    private List<Violation> nothingIsLeft() {
        var refusals = permitted.removals().stream()
                .map(it -> new Violation(it.ruleId(), "Some exercises had to go: " + it.because() + "."))
                .distinct()
                .toList();
        return refusals.isEmpty()
                ? List.of(new Violation("H06", "The catalogue holds no exercise to choose from."))
                : refusals;
    }

    private List<Violation> noTargetCanBeServed() {
        var refusals = new ArrayList<>(List.of(new Violation(
                "H51", "With these days, minutes, things and limits no target can be worked on twice a week.")));
        reasons.forEach(it -> refusals.add(new Violation("H51", it.reason())));
        return refusals;
    }
}
