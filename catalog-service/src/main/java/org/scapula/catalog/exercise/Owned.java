package org.scapula.catalog.exercise;

/// What a person says they have; NONE says that they have nothing at all.
public enum Owned {
    NONE,
    MAT,
    RESISTANCE_BAND,
    ANCHORED_BAND,
    DUMBBELL,
    FOAM_ROLLER,
    YOGA_BLOCK,
    TOWEL,
    MASSAGE_BALL,
    WALL,
    DOORWAY,
    BENCH,
    CHAIR,
    FIRM_SURFACE
}
