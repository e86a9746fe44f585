package org.scapula.planner.week;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The break between two stretches of desk work: up to two minutes, on the chair or standing, nothing to fetch. Every
/// hour of a working day has its own, so that the same movement does not come back before the others had their turn.
final class DeskBreak {

    private static final int MINUTES = 2;
    private static final int AT_ONCE = 2;

    /// Who works longer begins again.
    private static final int WORKING_HOURS = 8;

    private static final String A_FEW_STEPS = "Stand up and walk a few steps";
    private static final String WHAT_THE_HOUR_BRINGS = "Stand up, then do what the hour brings";

    private DeskBreak() {}

    /// After a flare the breaks hold movement only, on the quiet days as on those that follow (H42).
    static MovementBreak from(Permitted permitted, Dosing dosing, Step step) {
        boolean quiet = step == Step.FLARE;
        var all = permitted.choices().stream()
                .filter(it -> it.is(ExerciseClass.MOBILITY) || (it.is(ExerciseClass.STRETCH) && !quiet))
                .filter(it -> !it.candidate().targets().isEmpty())
                .filter(it -> !it.rollsTheNeck())
                .filter(it -> !it.position().onTheFloor())
                .filter(it -> it.equipment().stream().allMatch(Equipment.CHAIR::equals))
                .map(it -> dosing.item(it, Phase.MAIN, true))
                .filter(item -> fits(List.of(), item))
                .toList();
        var waiting = new ArrayDeque<Item>();
        var breaks = IntStream.range(0, WORKING_HOURS)
                .mapToObj(hour -> next(all, waiting))
                .toList();
        var items = breaks.stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(Item::exerciseId))
                .toList();
        return new MovementBreak(30, 60, MINUTES, items, hours(breaks), why(items, quiet));
    }

    /// After a clinician took an exercise out of it. An hour that held nothing else is for a few steps.
    static MovementBreak without(MovementBreak before, String slug, String because) {
        var items = before.items().stream()
                .filter(item -> !item.exerciseId().equals(slug))
                .toList();
        var hours = before.hours().stream()
                .map(hour -> new MovementBreak.AtHour(
                        hour.hour(),
                        hour.exercises().stream().filter(it -> !it.equals(slug)).toList()))
                .toList();
        var why = before.why();
        var text = items.isEmpty() ? why.text().replace(WHAT_THE_HOUR_BRINGS, A_FEW_STEPS) : why.text();
        return new MovementBreak(
                before.everyMinutesMin(),
                before.everyMinutesMax(),
                before.minutes(),
                items,
                hours,
                new Why(
                        "%s A clinician took %s out of it: %s".formatted(text, name(before, slug), because),
                        why.serves(),
                        why.doseSources(),
                        why.sources(),
                        why.runnerUp()));
    }

    private static String name(MovementBreak before, String slug) {
        return before.items().stream()
                .filter(item -> item.exerciseId().equals(slug))
                .map(Item::name)
                .findFirst()
                .orElse(slug);
    }

    /// From those that wait for their turn; a new round begins when all have had it.
    private static List<Item> next(List<Item> all, Deque<Item> waiting) {
        if (waiting.isEmpty()) {
            waiting.addAll(all);
        }
        var items = new ArrayList<Item>();
        for (var item : waiting) {
            if (items.size() < AT_ONCE && fits(items, item)) {
                items.add(item);
            }
        }
        waiting.removeAll(items);
        return items;
    }

    private static boolean fits(List<Item> items, Item item) {
        var with = new ArrayList<>(items);
        with.add(item);
        return Timing.seconds(with) <= MINUTES * 60;
    }

    private static List<MovementBreak.AtHour> hours(List<List<Item>> breaks) {
        return IntStream.range(0, breaks.size())
                .mapToObj(at -> new MovementBreak.AtHour(
                        at + 1, breaks.get(at).stream().map(Item::exerciseId).toList()))
                .toList();
    }

    private static Why why(List<Item> items, boolean quiet) {
        var what = items.isEmpty() ? A_FEW_STEPS : WHAT_THE_HOUR_BRINGS;
        return new Why(
                "%s. Desk work holds the back in one place; no posture is good for hours, so change it often.%s"
                        .formatted(what, quiet ? " Stretches wait until the flare is over." : ""),
                List.of(Context.DESK.name()),
                List.of("S3-K11", Regimen.POLICY),
                List.of("S3-O01", Regimen.POLICY),
                Optional.empty());
    }
}
