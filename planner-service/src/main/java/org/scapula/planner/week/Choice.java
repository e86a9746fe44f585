package org.scapula.planner.week;

import java.util.List;

/// An exercise this person may do, as they would do it: in this position, with these things.
///
/// @param preferred by the clinic's template
record Choice(Candidate candidate, Position position, List<Equipment> equipment, boolean preferred) {

    String slug() {
        return candidate.slug();
    }

    boolean is(ExerciseClass exerciseClass) {
        return candidate.exerciseClass() == exerciseClass;
    }

    boolean serves(Target target) {
        return candidate.targets().contains(target);
    }

    /// The least welcome exercise of the catalogue: taken only when nothing else is left.
    boolean rollsTheNeck() {
        return candidate.tags().contains(Tag.NECK_ROLLING);
    }
}
