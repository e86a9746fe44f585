package org.scapula.planner.week;

/// How the body is placed for an exercise.
public enum Position {
    ALL_FOURS(true),
    KNEELING(true),
    SITTING(false),
    SITTING_ON_FLOOR(true),
    STANDING(false),
    STANDING_HINGED(false),
    LYING_ON_BACK(true),
    LYING_FACE_DOWN(true),
    SIDE_LYING(true);

    private final boolean onTheFloor;

    Position(boolean onTheFloor) {
        this.onTheFloor = onTheFloor;
    }

    public boolean onTheFloor() {
        return onTheFloor;
    }
}
