package org.scapula.planner.week;

/// What an entry of the catalogue is: a movement, a general activity, or a group without a movement of its own.
public enum Kind {
    MOVEMENT,
    ACTIVITY,
    GROUP
}
