package org.scapula.planner.filling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The exercise that came next to the one a slot holds: by how many points the whole would be worse with it there and
/// all
/// else as it is, and for which things the one there has more points, or fewer. Only the alphabet was against it when
/// it
/// lost by nothing.
public record Rival(String slug, long lostBy, Map<String, Integer> points) {

    /// What is had or lost by coming again.
    public static final String VARIETY = "variety";

    public Rival {
        points = Collections.unmodifiableMap(new TreeMap<>(points));
    }

    /// Empty where nothing else could stand in the slot.
    public static Optional<Rival> of(Filling filling, Filled filled, int slot) {
        return new Exchanges(filling, filled).best(slot);
    }

    /// The same for each slot.
    public static List<Optional<Rival>> ofEach(Filling filling, Filled filled) {
        var exchanges = new Exchanges(filling, filled);
        return IntStream.range(0, filling.slots().size())
                .mapToObj(exchanges::best)
                .toList();
    }

    /// One exercise of a filling against another, all else as it is.
    private static final class Exchanges {

        private final Filling filling;
        private final Filled filled;
        private final Costs costs;
        private final Map<String, List<Integer>> held = new HashMap<>();

        Exchanges(Filling filling, Filled filled) {
            this.filling = filling;
            this.filled = filled;
            this.costs = new Costs(filling);
            for (var slot = 0; slot < filled.slugs().size(); slot++) {
                held.computeIfAbsent(filled.slugs().get(slot), unused -> new ArrayList<>())
                        .add(slot);
            }
        }

        private record Exchange(Option option, long cost) {}

        Optional<Rival> best(int slot) {
            var chosen = chosen(slot);
            var kept = cost(chosen, slot);
            return filling.slots().get(slot).options().stream()
                    .filter(option -> !option.slug().equals(chosen.slug()))
                    .filter(option -> isFree(option.slug(), slot))
                    .map(option -> new Exchange(option, cost(option, slot) - kept))
                    .min(Comparator.comparingLong(Exchange::cost)
                            .thenComparing(exchange -> exchange.option().slug()))
                    .map(exchange -> rival(chosen, exchange.option(), slot));
        }

        private Option chosen(int slot) {
            return filling.slots().get(slot).option(filled.slugs().get(slot)).orElseThrow();
        }

        private long cost(Option option, int slot) {
            return costs.of(option) + again(option, slot);
        }

        private long again(Option option, int slot) {
            var here = filled.slugs().get(slot).equals(option.slug()) ? 1 : 0;
            var times = held.getOrDefault(option.slug(), List.of()).size();
            return filling.costOfTime(option.slug(), 1 + times - here);
        }

        private boolean isFree(String slug, int wanted) {
            var at = filling.slots().get(wanted);
            var ration = filling.ration(slug);
            var today = 0;
            var thisWeek = 0;
            for (var slot : held.getOrDefault(slug, List.of())) {
                var other = filling.slots().get(slot);
                if (slot != wanted) {
                    if (other.day() == at.day() && other.session() == at.session()) {
                        return false;
                    }
                    today += other.day() == at.day() ? 1 : 0;
                    thisWeek++;
                }
            }
            return today < ration.aDay() && thisWeek < ration.aWeek();
        }

        private Rival rival(Option chosen, Option next, int slot) {
            var points = new TreeMap<>(chosen.points());
            next.points().forEach((what, worth) -> points.merge(what, -worth, Integer::sum));
            points.merge(VARIETY, (int) ((again(next, slot) - again(chosen, slot)) / Filling.A_POINT), Integer::sum);
            points.values().removeIf(difference -> difference == 0);
            return new Rival(
                    next.slug(),
                    points.values().stream().mapToInt(Integer::intValue).sum(),
                    points);
        }
    }
}
