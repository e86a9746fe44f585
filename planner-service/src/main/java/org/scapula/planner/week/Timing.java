package org.scapula.planner.week;

import java.util.List;

/// How long a session takes (H32): work, the rests between sets, and 20 s from one item to the next.
final class Timing {

    private static final int SECONDS_A_REPETITION = 4;
    private static final int TRANSITION_SECONDS = 20;

    private Timing() {}

    static int seconds(Item item) {
        int repetition = item.holdSec() > 0 ? item.holdSec() : SECONDS_A_REPETITION;
        int sides = item.oneSided() ? 2 : 1;
        int work = item.sets() * item.reps() * repetition * sides;
        return item.durationSec().orElse(work) + item.restSec() * (item.sets() - 1);
    }

    static int seconds(List<Item> items) {
        int work = items.stream().mapToInt(Timing::seconds).sum();
        return work + TRANSITION_SECONDS * Math.max(0, items.size() - 1);
    }

    static double minutes(List<Item> items) {
        return Math.round(seconds(items) / 6.0) / 10.0;
    }
}
