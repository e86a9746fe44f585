package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.scapula.planner.filling.Audit;

/// Looks at every plan before it leaves: all hard rules, that the week holds what was chosen, that no other choice is
/// better, and that it was a choice among all that this person may do. A plan that fails is not returned.
public final class Verifier {

    /// The promise that the exercises are the best for their places. No rule of a clinician: ours.
    public static final String OPTIMAL = "OPTIMAL";

    private Verifier() {}

    public static List<Violation> check(PlanToCheck plan, Optimum optimum) {
        var violations = new ArrayList<>(WeekRules.check(plan));
        Audit.complaints(optimum.filling(), optimum.filled())
                .forEach(complaint -> violations.add(new Violation(OPTIMAL, complaint)));
        if (violations.isEmpty()) {
            choice(plan, optimum).forEach(complaint -> violations.add(new Violation(OPTIMAL, complaint)));
        }
        return List.copyOf(violations);
    }

    private static List<String> choice(PlanToCheck plan, Optimum optimum) {
        return holdsWhatWasChosen(plan.week(), optimum)
                ? Recount.complaints(plan, optimum)
                : List.of("The week does not hold the exercises that were chosen.");
    }

    static boolean holdsWhatWasChosen(Week week, Optimum optimum) {
        return held(week).equals(chosen(optimum));
    }

    /// Session by session; the order within one is a matter of the rules.
    private static List<List<String>> held(Week week) {
        return week.days().stream()
                .flatMap(day -> day.sessions().stream())
                .map(session ->
                        session.items().stream().map(Item::exerciseId).sorted().toList())
                .toList();
    }

    private static List<List<String>> chosen(Optimum optimum) {
        var slots = optimum.filling().slots();
        var sessions = new LinkedHashMap<List<Integer>, List<String>>();
        for (int slot = 0; slot < slots.size(); slot++) {
            var at = slots.get(slot);
            sessions.computeIfAbsent(List.of(at.day(), at.session()), unused -> new ArrayList<>())
                    .add(optimum.filled().slugs().get(slot));
        }
        return sessions.values().stream()
                .map(slugs -> slugs.stream().sorted().toList())
                .toList();
    }
}
