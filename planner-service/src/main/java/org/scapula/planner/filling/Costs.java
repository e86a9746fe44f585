package org.scapula.planner.filling;

import java.util.HashMap;
import java.util.List;

/// What a filling costs, worked out anew.
final class Costs {

    private Costs() {}

    static long of(Filling filling, List<String> slugs) {
        var times = new HashMap<String, Integer>();
        var cost = 0L;
        for (var slot = 0; slot < slugs.size(); slot++) {
            var slug = slugs.get(slot);
            var option = filling.slots().get(slot).option(slug).orElseThrow();
            cost += filling.cost(option) + filling.costOfTime(slug, times.merge(slug, 1, Integer::sum));
        }
        return cost;
    }
}
