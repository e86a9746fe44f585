package org.scapula.planner.filling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Made-up fillings, seeded: days, sessions, places, exercises that fit here and there, rations that bind.
final class Fillings {

    private Fillings() {}

    /// There is at least one way to fill it: each slot has an exercise of its own that nothing else wants.
    static Filling random(long seed, int mostDays) {
        var random = new Random(seed);
        var known = 2 + random.nextInt(12);
        var rations = new TreeMap<String, Ration>();
        for (var exercise = 0; exercise < known; exercise++) {
            rations.put(
                    "exercise-" + (char) ('a' + exercise),
                    new Ration(1 + random.nextInt(2), 1 + random.nextInt(4), random.nextInt(3) * 4));
        }
        var slots = new ArrayList<Slot>();
        for (var day = 0; day < 1 + random.nextInt(mostDays); day++) {
            for (var session = 0; session < 1 + random.nextInt(2); session++) {
                for (var place = 0; place < 1 + random.nextInt(6); place++) {
                    var own = "own-" + day + "-" + session + "-" + place;
                    rations.put(own, new Ration(1, 1, 0));
                    slots.add(new Slot(day, session, place, options(random, known, own)));
                }
            }
        }
        return Filling.of(slots, rations);
    }

    private static List<Option> options(Random random, int known, String own) {
        var options = new ArrayList<Option>();
        options.add(new Option(own, Map.of("goal", -50)));
        for (var exercise = 0; exercise < known; exercise++) {
            if (random.nextInt(3) > 0) {
                options.add(new Option(
                        "exercise-" + (char) ('a' + exercise),
                        Map.of("goal", random.nextInt(4) * 10, "level", -6 * random.nextInt(3))));
            }
        }
        return options;
    }
}
