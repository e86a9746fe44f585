package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.Map;
import org.scapula.planner.filling.Rival;

/// The exercise that came next for a place, by how many points of the objective the week would be worse with it there,
/// which weights made the difference, and the same in words, with what the exercise there is worth itself.
public record RunnerUp(String slug, String name, long lostBy, Map<String, Integer> points, String because) {

    public RunnerUp {
        points = Map.copyOf(points);
    }

    /// @param value of what stands there
    static RunnerUp of(Rival rival, String name, Value value) {
        return new RunnerUp(
                rival.slug(),
                name,
                rival.lostBy(),
                rival.points(),
                "%s The exercise here is worth %s by the objective; with %s here the week would be worth %s."
                        .formatted(because(rival, name), points(value.points()), name, less(rival.lostBy())));
    }

    private static String points(long points) {
        return Math.abs(points) == 1 ? points + " point" : points + " points";
    }

    private static String less(long points) {
        return points == 0 ? "as much" : points(points) + " less";
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
