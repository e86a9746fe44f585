package org.scapula.planner.week;

import java.util.Set;

/// What an exercise needs and a person may own.
public enum Equipment {
    MAT,
    RESISTANCE_BAND,
    ANCHORED_BAND,
    DOOR_ANCHOR,
    DUMBBELL,
    FOAM_ROLLER,
    YOGA_BLOCK,
    TOWEL,
    MASSAGE_BALL,
    WALL,
    DOORWAY,
    BENCH,
    CHAIR,
    FIRM_SURFACE;

    /// Found in any home, so never asked for.
    public static Set<Equipment> household() {
        return Set.of(MAT, WALL, CHAIR, TOWEL, DOORWAY);
    }
}
