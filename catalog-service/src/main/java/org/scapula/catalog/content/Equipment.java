package org.scapula.catalog.content;

/// What a person may need at hand; a cable machine counts as an anchored band.
public enum Equipment {
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
