package org.scapula.planner.week;

/// What a week does after the weeks before it, the most cautious last.
public enum Step {
    /// A first week.
    START,
    /// A little more, one thing at a time.
    UP,
    /// The same again.
    HOLD,
    /// Less load for a week, as training needs from time to time.
    DELOAD,
    /// Less, because pain rose overnight.
    DOWN,
    /// A stage back, because pain rose overnight twice in a row.
    BACK,
    /// Less, because days were missed.
    RESTART,
    /// Two quiet days, then less, because of a flare.
    FLARE
}
