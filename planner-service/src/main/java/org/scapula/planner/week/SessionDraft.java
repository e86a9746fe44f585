package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A session while it is being filled: what is in it, and what still fits.
final class SessionDraft {

    private static final int MOST_ITEMS = 9;

    private final int seconds;
    private final int hardSets;
    private final List<Placed> placed = new ArrayList<>();

    SessionDraft(int seconds, int hardSets) {
        this.seconds = seconds;
        this.hardSets = hardSets;
    }

    boolean takes(Item item) {
        return takesWithin(seconds, item);
    }

    boolean takesWithin(int seconds, Item item) {
        if (placed.size() >= MOST_ITEMS || has(item.exerciseId())) {
            return false;
        }
        var with = new ArrayList<>(items());
        with.add(item);
        return Timing.seconds(with) <= seconds && hardSetsOf(with) <= hardSets;
    }

    boolean has(String slug) {
        return placed.stream().anyMatch(it -> it.choice().slug().equals(slug));
    }

    void add(Placed one) {
        placed.add(one);
    }

    List<Placed> placed() {
        return placed;
    }

    boolean isEmpty() {
        return placed.isEmpty();
    }

    long count(ExerciseClass exerciseClass) {
        return placed.stream().filter(it -> it.choice().is(exerciseClass)).count();
    }

    /// A walk may have taken more time than exercises may.
    int spareSeconds() {
        return Math.max(0, seconds - Timing.seconds(items()));
    }

    private List<Item> items() {
        return placed.stream().map(Placed::item).toList();
    }

    /// Warm-up, then control before load, load from large to small, stretches last.
    static Session session(List<Item> items) {
        var ordered = items.stream()
                .sorted(Comparator.comparing(Item::phase).thenComparing(SessionDraft::place))
                .toList();
        return new Session(Timing.minutes(ordered), 0, ordered);
    }

    private static int place(Item item) {
        return switch (item.exerciseClass()) {
            case MOBILITY -> 1;
            case MOTOR_CONTROL -> 2;
            case STRENGTH -> 3;
            case ISOMETRIC -> 4;
            case AEROBIC -> item.phase() == Phase.WARMUP ? 0 : 5;
            case STRETCH, SELF_MASSAGE -> 6;
            case BREATHING, EDUCATION -> 7;
        };
    }

    static int hardSetsOf(List<Item> items) {
        return items.stream()
                .filter(it -> it.exerciseClass().loads())
                .filter(it -> it.rpe() >= 4)
                .mapToInt(Item::sets)
                .sum();
    }
}
