package org.scapula.planner.filling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The exercise that came next to the one a slot holds: by how many points the whole would be worse with it there and
/// all
/// else as it is, and for which things the one there has more points, or fewer. Only the alphabet was against it when
/// it
/// lost by nothing.
public record Rival(String slug, long lostBy, Map<String, Integer> points) {

    /// What is had or lost by coming again.
    public static final String VARIETY = "variety";

    private record Exchange(Option option, long cost) {}

    public Rival {
        points = Collections.unmodifiableMap(new TreeMap<>(points));
    }

    /// Empty where nothing else could stand in the slot.
    public static Optional<Rival> of(Filling filling, Filled filled, int slot) {
        var others = new ArrayList<>(filled.slugs());
        var held = others.remove(slot);
        var at = filling.slots().get(slot);
        var chosen = at.option(held).orElseThrow();
        return at.options().stream()
                .filter(option -> !option.slug().equals(held))
                .filter(option -> isFree(option.slug(), filling, filled, slot))
                .map(option -> new Exchange(
                        option,
                        filling.cost(option)
                                - filling.cost(chosen)
                                + again(filling, others, option)
                                - again(filling, others, chosen)))
                .min(Comparator.comparingLong(Exchange::cost)
                        .thenComparing(exchange -> exchange.option().slug()))
                .map(exchange -> rival(filling, others, chosen, exchange));
    }

    private static Rival rival(Filling filling, List<String> others, Option chosen, Exchange exchange) {
        var points = new TreeMap<>(chosen.points());
        exchange.option().points().forEach((what, worth) -> points.merge(what, -worth, Integer::sum));
        points.merge(
                VARIETY,
                (int) ((again(filling, others, exchange.option()) - again(filling, others, chosen)) / Filling.A_POINT),
                Integer::sum);
        points.values().removeIf(difference -> difference == 0);
        return new Rival(
                exchange.option().slug(),
                points.values().stream().mapToInt(Integer::intValue).sum(),
                points);
    }

    private static long again(Filling filling, List<String> others, Option option) {
        return filling.costOfTime(option.slug(), 1 + Collections.frequency(others, option.slug()));
    }

    private static boolean isFree(String slug, Filling filling, Filled filled, int wanted) {
        var at = filling.slots().get(wanted);
        var ration = filling.ration(slug);
        var today = 0;
        var thisWeek = 0;
        for (var slot = 0; slot < filled.slugs().size(); slot++) {
            var other = filling.slots().get(slot);
            if (slot != wanted && filled.slugs().get(slot).equals(slug)) {
                if (other.day() == at.day() && other.session() == at.session()) {
                    return false;
                }
                today += other.day() == at.day() ? 1 : 0;
                thisWeek++;
            }
        }
        return today < ration.aDay() && thisWeek < ration.aWeek();
    }
}
