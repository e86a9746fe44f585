package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.Map;
import org.scapula.planner.filling.Rival;

/// The exercise that came next for a place, by how many points of the objective the week would be worse with it there,
/// which weights made the difference, and the same in words.
public record RunnerUp(String slug, String name, long lostBy, Map<String, Integer> points, String because) {

    public RunnerUp {
        points = Map.copyOf(points);
    }

    static RunnerUp of(Rival rival, String name) {
        return new RunnerUp(rival.slug(), name, rival.lostBy(), rival.points(), because(rival, name));
    }

    private static String because(Rival rival, String name) {
        var against = new ArrayList<String>();
        rival.points().keySet().stream()
                .sorted()
                .filter(what -> rival.points().getOrDefault(what, 0) > 0)
                .forEach(what -> against.add(against(what)));
        return against.isEmpty()
                ? "%s would do as well here; the alphabet decided.".formatted(name)
                : "%s came next: %s.".formatted(name, String.join(", and ", against));
    }

    private static String against(String what) {
        return switch (what) {
            case "goal" -> "it serves fewer of this week's goals";
            case "evidence" -> "less speaks for its dose";
            case "level" -> "it is further from your level";
            case "load" -> "it cannot be made heavier";
            case "pull" -> "it does less for the muscles behind";
            case "neckRolling" -> "it rolls the head";
            case "familiar" -> "you did not have it last week";
            case "preferred" -> "the clinic's template does not prefer it";
            case Rival.VARIETY -> "it comes up often enough this week";
            default -> throw new IllegalArgumentException("No words for " + what);
        };
    }
}
