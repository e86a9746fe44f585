package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The break between two stretches of desk work: up to two minutes, on the chair or standing, nothing to fetch.
final class DeskBreak {

    private static final int MINUTES = 2;

    private DeskBreak() {}

    static MovementBreak from(Permitted permitted, Dosing dosing) {
        var items = new ArrayList<Item>();
        permitted.choices().stream()
                .filter(it -> it.is(ExerciseClass.MOBILITY)
                        && !it.candidate().targets().isEmpty())
                .filter(it -> !it.rollsTheNeck())
                .filter(it -> !it.position().onTheFloor())
                .filter(it -> it.equipment().stream().allMatch(Equipment.CHAIR::equals))
                .map(it -> dosing.item(it, Phase.MAIN, true))
                .forEach(item -> addIfItFits(items, item));
        return new MovementBreak(30, 60, MINUTES, items, why(items));
    }

    private static void addIfItFits(List<Item> items, Item item) {
        var with = new ArrayList<>(items);
        with.add(item);
        if (with.size() <= 2 && Timing.seconds(with) <= MINUTES * 60) {
            items.add(item);
        }
    }

    private static Why why(List<Item> items) {
        var what = items.isEmpty() ? "Stand up and walk a few steps" : "Stand up, then do these";
        return new Why(
                "%s. Desk work holds the back in one place; no posture is good for hours, so change it often."
                        .formatted(what),
                List.of(Context.DESK.name()),
                List.of("S3-K11", Regimen.POLICY),
                List.of("S3-O01", Regimen.POLICY),
                Optional.empty());
    }
}
