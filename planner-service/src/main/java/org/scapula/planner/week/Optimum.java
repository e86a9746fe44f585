package org.scapula.planner.week;

import java.util.List;
import org.scapula.planner.filling.Filled;
import org.scapula.planner.filling.Filling;

/// What a week was chosen from, and the proof that no other choice for the same places is better by this objective.
///
/// @param places what each slot of the filling asks for, in their order
/// @param removed what of the catalogue was not to choose from, and by which rule
public record Optimum(Objective objective, Filling filling, Filled filled, List<Place> places, List<Removed> removed) {

    public Optimum {
        places = List.copyOf(places);
        removed = List.copyOf(removed);
    }
}
