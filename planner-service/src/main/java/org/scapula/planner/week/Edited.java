package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A week with a clinician's changes in it. Nothing here decides whether it may leave: the rules look at it as at any
/// other.
public final class Edited {

    private static final int ENOUGH_ITEMS = 2;

    private final Facts facts;
    private final String because;
    private final Course course;
    private final Permitted permitted;
    private final Dosing dosing;
    private final List<Violation> impossible = new ArrayList<>();
    private Week week;

    private Edited(Facts facts, Week week, String because) {
        this.facts = facts;
        this.because = because;
        var picture = facts.triage().picture().orElseThrow().with(week.stage(), week.irritability());
        // The plan's own date: what was shown may have been the day of an earlier change.
        this.week = week.reviewedOn(WeekPlanner.reviewDate(picture, week.startsOn()));
        var regimen = Regimen.of(week.stage(), week.irritability());
        this.course = Course.of(facts.history(), picture, week.startsOn());
        this.permitted = Permitted.in(facts, regimen, course);
        this.dosing = new Dosing(
                course, permitted, regimen, Aims.of(regimen, facts.person().contexts()), Sparing.of(facts, course));
    }

    /// The week as it would be, and what of the changes cannot be done at all.
    public record Result(Week week, List<Violation> impossible) {

        public Result {
            impossible = List.copyOf(impossible);
        }
    }

    public static Result of(Facts facts, Week week, List<WeekEdit> edits, String because) {
        var edited = new Edited(facts, week, because);
        edits.forEach(edited::apply);
        return new Result(edited.tidied(), edited.impossible);
    }

    private void apply(WeekEdit edit) {
        var against = whyItCannotBeDone(edit);
        if (against.isPresent()) {
            impossible.add(new Violation("EDIT", against.get()));
            return;
        }
        switch (edit) {
            case WeekEdit.Remove remove -> {
                items(remove, item -> Stream.empty());
                leaveOutOfTheBreaks(remove);
            }
            case WeekEdit.Dose dose -> items(dose, item -> Stream.of(dosed(item, dose)));
            case WeekEdit.Swap swap ->
                choice(swap.with()).ifPresent(choice -> {
                    items(swap, item -> Stream.of(instead(choice, item)));
                    leaveOutOfTheBreaks(swap);
                });
        }
    }

    private Optional<String> whyItCannotBeDone(WeekEdit edit) {
        if (standsInASession(edit)) {
            return Optional.empty();
        }
        if (!standsInTheBreaks(edit)) {
            return Optional.of(edit.where()
                    .map(where -> "%s does not stand in session %s of %s."
                            .formatted(edit.slug(), where.session(), where.date()))
                    .orElseGet(() -> "%s does not stand in the week.".formatted(edit.slug())));
        }
        return edit instanceof WeekEdit.Remove
                ? Optional.empty()
                : Optional.of("%s stands in the breaks at the desk only. There it can be removed, not changed."
                        .formatted(edit.slug()));
    }

    private boolean standsInASession(WeekEdit edit) {
        return week.days().stream()
                .anyMatch(day -> IntStream.range(0, day.sessions().size())
                        .filter(at -> isMeant(edit, day, at))
                        .anyMatch(at -> day.sessions().get(at).items().stream()
                                .anyMatch(item -> item.exerciseId().equals(edit.slug()))));
    }

    /// They belong to no session, so whoever names one does not mean them.
    private boolean standsInTheBreaks(WeekEdit edit) {
        return edit.where().isEmpty()
                && week.movementBreak().stream()
                        .flatMap(it -> it.items().stream())
                        .anyMatch(item -> item.exerciseId().equals(edit.slug()));
    }

    /// Nothing takes its place there: what a break holds has to fit in two minutes at a desk.
    private void leaveOutOfTheBreaks(WeekEdit edit) {
        if (standsInTheBreaks(edit)) {
            week = week.with(week.movementBreak().map(it -> DeskBreak.without(it, edit.slug(), because)));
        }
    }

    private Optional<Choice> choice(String slug) {
        var found = permitted.choices().stream()
                .filter(choice -> choice.slug().equals(slug))
                .findFirst();
        if (found.isEmpty()) {
            impossible.add(permitted.removals().stream()
                    .filter(removal -> removal.candidate().slug().equals(slug))
                    .findFirst()
                    .map(removal -> new Violation(removal.ruleId(), "%s: %s.".formatted(slug, removal.because())))
                    .orElseGet(() -> new Violation("H06", "%s is not in the catalogue.".formatted(slug))));
        }
        return found;
    }

    private Item instead(Choice choice, Item old) {
        return dosing.item(choice, old.phase(), false).because(why());
    }

    private Item dosed(Item item, WeekEdit.Dose dose) {
        return item.dosed(
                        dose.sets().orElse(item.sets()),
                        dose.reps().orElse(item.reps()),
                        dose.holdSec().orElse(item.holdSec()),
                        dose.durationSec().or(item::durationSec),
                        dose.rpe().orElse(item.rpe()))
                .because(why());
    }

    private String why() {
        return "A clinician chose it: " + because;
    }

    private void items(WeekEdit edit, Function<Item, Stream<Item>> change) {
        week = week.with(week.days().stream()
                .map(day -> new Day(
                        day.day(),
                        day.date(),
                        IntStream.range(0, day.sessions().size())
                                .mapToObj(at -> changed(day, at, edit, change))
                                .toList()))
                .toList());
    }

    private static Session changed(Day day, int at, WeekEdit edit, Function<Item, Stream<Item>> change) {
        var session = day.sessions().get(at);
        return isMeant(edit, day, at)
                ? new Session(
                        session.minutes(),
                        session.warmupMinutes(),
                        session.items().stream()
                                .flatMap(item ->
                                        item.exerciseId().equals(edit.slug()) ? change.apply(item) : Stream.of(item))
                                .toList())
                : session;
    }

    private static boolean isMeant(WeekEdit edit, Day day, int at) {
        return edit.where()
                .map(where -> where.date().equals(day.date()) && where.session() == at + 1)
                .orElse(true);
    }

    /// Minutes and goals follow from what stands in it now; a goal that it no longer serves is told.
    private Week tidied() {
        var days = week.days().stream()
                .map(day -> new Day(
                        day.day(),
                        day.date(),
                        day.sessions().stream()
                                .filter(session -> !session.items().isEmpty())
                                .map(session -> SessionDraft.session(session.items()))
                                .toList()))
                .filter(day -> !day.sessions().isEmpty())
                .toList();
        var now = week.with(days);
        var counted = week.goals().stream()
                .map(goal -> new Goal(goal.target(), goal.because(), hits(now, goal.target())))
                .toList();
        var reasons = new ArrayList<>(week.coverageReasons());
        counted.stream()
                .filter(goal -> goal.items() < ENOUGH_ITEMS)
                .map(goal -> new CoverageReason(
                        goal.target().name(),
                        CoverageReason.Cause.CLINICIAN,
                        "A clinician left it for later: " + because))
                .forEach(reasons::add);
        return now.with(
                counted.stream().filter(goal -> goal.items() >= ENOUGH_ITEMS).toList(), reasons);
    }

    private static int hits(Week week, Target target) {
        return (int)
                week.items().filter(item -> item.targets().contains(target)).count();
    }
}
