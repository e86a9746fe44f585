package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// On which days the body is loaded: never on two days in a row, Sunday and Monday included, and spread evenly.
final class StrengthDays {

    private StrengthDays() {}

    static Set<Weekday> among(List<Weekday> days, int most) {
        return IntStream.range(0, 1 << days.size())
                .mapToObj(bits -> chosen(days, bits))
                .filter(chosen -> chosen.size() <= most)
                .filter(chosen -> smallestGap(chosen) >= 2)
                .max(Comparator.<List<Weekday>>comparingInt(List::size)
                        .thenComparingInt(StrengthDays::smallestGap)
                        .thenComparing(StrengthDays::earliness))
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private static List<Weekday> chosen(List<Weekday> days, int bits) {
        var chosen = new ArrayList<Weekday>();
        for (int i = 0; i < days.size(); i++) {
            if ((bits & (1 << i)) != 0) {
                chosen.add(days.get(i));
            }
        }
        chosen.sort(Comparator.naturalOrder());
        return chosen;
    }

    private static int smallestGap(List<Weekday> sorted) {
        int smallest = 7;
        for (int i = 0; i < sorted.size(); i++) {
            var next = sorted.get((i + 1) % sorted.size());
            int gap = Math.floorMod(next.ordinal() - sorted.get(i).ordinal() - 1, 7) + 1;
            smallest = Math.min(smallest, gap);
        }
        return smallest;
    }

    private static Integer earliness(List<Weekday> sorted) {
        return -sorted.stream().mapToInt(day -> 1 << day.ordinal()).sum();
    }
}
