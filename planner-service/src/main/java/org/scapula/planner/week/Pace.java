package org.scapula.planner.week;

/// How to go on with an activity, the most cautious first.
public enum Pace {
    STOP,
    TRAIN_AROUND,
    REDUCE,
    CHANGE_OFTEN,
    GO_ON
}
