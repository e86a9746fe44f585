package org.scapula.planner.filling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks at a filling and its proof as a stranger would, and says what is wrong with them. It shares no step with the
/// solver: it lists the flow's arcs itself and adds whole numbers.
///
/// For any potentials p, no flow costs less than the sum over all arcs of capacity times min(0, c + p(from) - p(to)),
/// less
/// the sum over all nodes of p times what starts there (weak duality). A filling that costs just that much is the best.
public final class Audit {

    private final Filling filling;
    private final Filled filled;
    private final Map<String, Long> potentials;
    private final List<String> wrong = new ArrayList<>();

    private Audit(Filling filling, Filled filled) {
        this.filling = filling;
        this.filled = filled;
        this.potentials = new HashMap<>(filled.potentials());
    }

    /// Empty when the filling keeps every limit and no other is better.
    public static List<String> complaints(Filling filling, Filled filled) {
        return new Audit(filling, filled).look();
    }

    private List<String> look() {
        if (filled.slugs().size() != filling.slots().size()) {
            return List.of("There are %s slots and %s exercises."
                    .formatted(filling.slots().size(), filled.slugs().size()));
        }
        options();
        limits();
        if (wrong.isEmpty()) {
            value();
        }
        return wrong;
    }

    private void options() {
        for (var slot = 0; slot < filled.slugs().size(); slot++) {
            var slug = filled.slugs().get(slot);
            if (filling.slots().get(slot).option(slug).isEmpty()) {
                wrong.add("Slot %s may not hold %s.".formatted(slot, slug));
            }
        }
    }

    private void limits() {
        var sittings = new HashSet<List<Object>>();
        var days = new HashMap<List<Object>, Integer>();
        var weeks = new HashMap<String, Integer>();
        for (var slot = 0; slot < filled.slugs().size(); slot++) {
            var slug = filled.slugs().get(slot);
            var at = filling.slots().get(slot);
            var ration = filling.rations().get(slug);
            if (ration == null) {
                wrong.add("Nothing is known of %s.".formatted(slug));
                return;
            }
            if (!sittings.add(List.of(slug, at.day(), at.session()))) {
                wrong.add("%s comes twice in one session.".formatted(slug));
            }
            if (days.merge(List.of(slug, at.day()), 1, Integer::sum) > ration.aDay()) {
                wrong.add("%s comes too often on one day.".formatted(slug));
            }
            if (weeks.merge(slug, 1, Integer::sum) > ration.aWeek()) {
                wrong.add("%s comes too often in the week.".formatted(slug));
            }
        }
    }

    private void value() {
        var cost = Costs.of(filling, filled.slugs());
        if (cost != filled.cost()) {
            wrong.add("The filling costs %s and says %s.".formatted(cost, filled.cost()));
        }
        try {
            var least = bound();
            if (least != cost) {
                wrong.add("The filling costs %s; its proof only shows that none costs less than %s."
                        .formatted(cost, least));
            }
        } catch (ArithmeticException beyondReason) {
            wrong.add("The proof holds a potential that is beyond all reason.");
        }
    }

    /// What no filling can cost less than, as far as these potentials show.
    static long bound(Filling filling, Filled filled) {
        return new Audit(filling, filled).bound();
    }

    /// Exact, or it fails: a sum that ran over would prove anything.
    private long bound() {
        var bound = Math.multiplyExact((long) filling.slots().size(), potential(Nodes.END));
        var seen = new HashSet<String>();
        for (var slot = 0; slot < filling.slots().size(); slot++) {
            var at = filling.slots().get(slot);
            var from = Nodes.slot(slot);
            bound = Math.subtractExact(bound, potential(from));
            for (var option : at.options()) {
                var sitting = Nodes.sitting(option.slug(), at);
                bound = Math.addExact(bound, part(1, filling.cost(option), from, sitting));
                if (seen.add(sitting)) {
                    bound = Math.addExact(bound, onwards(option.slug(), at, sitting, seen));
                }
            }
        }
        return bound;
    }

    /// The arcs from an exercise in a session to the end that were not looked at before.
    private long onwards(String slug, Slot at, String sitting, Set<String> seen) {
        var day = Nodes.day(slug, at);
        var week = Nodes.week(slug);
        var ration = filling.ration(slug);
        var bound = part(1, 0, sitting, day);
        bound = Math.addExact(bound, seen.add(day) ? part(ration.aDay(), 0, day, week) : 0);
        if (seen.add(week)) {
            for (var time = 1; time <= Math.min(ration.aWeek(), filling.slots().size()); time++) {
                bound = Math.addExact(bound, part(1, filling.costOfTime(slug, time), week, Nodes.END));
            }
        }
        return bound;
    }

    private long part(int capacity, long cost, String from, String to) {
        return Math.multiplyExact(
                (long) capacity, Math.min(0, Math.addExact(cost, Math.subtractExact(potential(from), potential(to)))));
    }

    private long potential(String node) {
        return potentials.getOrDefault(node, 0L);
    }
}
