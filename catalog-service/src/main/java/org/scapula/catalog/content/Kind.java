package org.scapula.catalog.content;

/// What an entry is: one of the movements, a general activity, or a group that names its members.
public enum Kind {
    MOVEMENT,
    ACTIVITY,
    GROUP
}
