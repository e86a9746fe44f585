package org.scapula.planner.filling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a filling costs, worked out anew.
final class Costs {

    private final Filling filling;
    private final Map<String, Integer> alphabet = new HashMap<>();

    Costs(Filling filling) {
        this.filling = filling;
        filling.rations().keySet().forEach(slug -> alphabet.put(slug, alphabet.size()));
    }

    static long of(Filling filling, List<String> slugs) {
        return new Costs(filling).of(slugs);
    }

    long of(Option option) {
        return filling.cost(option, alphabet.getOrDefault(option.slug(), alphabet.size()));
    }

    long of(List<String> slugs) {
        var times = new HashMap<String, Integer>();
        var cost = 0L;
        for (var slot = 0; slot < slugs.size(); slot++) {
            var slug = slugs.get(slot);
            var option = filling.slots().get(slot).option(slug).orElseThrow();
            cost += of(option) + filling.costOfTime(slug, times.merge(slug, 1, Integer::sum));
        }
        return cost;
    }
}
