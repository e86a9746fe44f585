package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.List;
import org.scapula.planner.filling.Audit;

/// Looks at every plan before it leaves: all hard rules, that the week holds what was chosen, and that no other choice
/// is
/// better. A plan that fails is not returned.
public final class Verifier {

    /// The promise that the exercises are the best for their places. No rule of a clinician: ours.
    public static final String OPTIMAL = "OPTIMAL";

    private Verifier() {}

    public static List<Violation> check(PlanToCheck plan, Optimum optimum) {
        var violations = new ArrayList<>(WeekRules.check(plan));
        Audit.complaints(optimum.filling(), optimum.filled())
                .forEach(complaint -> violations.add(new Violation(OPTIMAL, complaint)));
        if (violations.isEmpty() && !holdsWhatWasChosen(plan.week(), optimum)) {
            violations.add(new Violation(OPTIMAL, "The week does not hold the exercises that were chosen."));
        }
        return List.copyOf(violations);
    }

    private static boolean holdsWhatWasChosen(Week week, Optimum optimum) {
        return held(week).equals(chosen(optimum));
    }

    private static List<String> held(Week week) {
        return week.items().map(Item::exerciseId).sorted().toList();
    }

    private static List<String> chosen(Optimum optimum) {
        return optimum.filled().slugs().stream().sorted().toList();
    }
}
