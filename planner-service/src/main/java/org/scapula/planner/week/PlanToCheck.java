package org.scapula.planner.week;

import java.util.List;

/// A plan as it is about to leave: with the facts it was made from and every further sentence it shows.
public record PlanToCheck(Facts facts, Week week, Guidance guidance, List<String> texts) {

    public PlanToCheck {
        texts = List.copyOf(texts);
    }
}
