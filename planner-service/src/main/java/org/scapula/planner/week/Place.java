package org.scapula.planner.week;

import java.util.Optional;
import java.util.Set;

/// What a place of the week asks of whatever comes to stand there, besides the class, direction and load of what does:
/// it is settled before anything is chosen.
///
/// @param goals that are met by what stands here, so that it has to serve them all
/// @param straightens whether it has to pull the shoulder blades back or straighten the upper back
/// @param brief whether a single set is enough
/// @param seconds that it may take
/// @param sets of load, and no others
/// @param rpe of load, and no other
/// @param only what alone may stand here: a walk is no place for something else
public record Place(
        Set<Target> goals, boolean straightens, boolean brief, int seconds, int sets, int rpe, Optional<String> only) {

    public Place {
        goals = Set.copyOf(goals);
    }
}
