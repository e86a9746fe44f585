package org.scapula.catalog.content;

/// How the body is held.
public enum Position {
    ALL_FOURS,
    KNEELING,
    SITTING,
    SITTING_ON_FLOOR,
    STANDING,
    STANDING_HINGED,
    LYING_ON_BACK,
    LYING_FACE_DOWN,
    SIDE_LYING
}
