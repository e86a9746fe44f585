package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// Weeks ready to be checked, with guidance that is complete.
final class Plans {

    private Plans() {}

    static PlanToCheck of(Facts facts) {
        return of(facts, week(facts));
    }

    static PlanToCheck of(Facts facts, Week week) {
        return new PlanToCheck(facts, week, guidance(facts, week), List.of("This is not a diagnosis."));
    }

    static Week week(Facts facts) {
        return switch (WeekPlanner.plan(facts, People.MONDAY)) {
            case Outcome.Planned(Week week, Onward _, Optimum _) -> week;
            case Outcome.Refused refused -> throw new AssertionError("refused: " + refused);
        };
    }

    private static Guidance guidance(Facts facts, Week week) {
        return new Guidance(
                "Stop at the number the plan names.",
                List.of("New numbness"),
                List.of("Get help when it gets worse."),
                week.reviewDate(),
                "Take the easier version.",
                "Go on with the next session.",
                Optional.of("At 3 of 10 or less run less; above 5, or worse the next morning, stop."),
                facts.triage().picture().stream()
                        .flatMap(it -> it.activities().stream())
                        .filter(it -> it.concerns(facts.person().contexts()))
                        .toList());
    }
}
