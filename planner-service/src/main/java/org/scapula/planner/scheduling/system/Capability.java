package org.scapula.planner.scheduling.system;

/// What a clinic's scheduling system can be asked for.
public enum Capability {
    PRACTITIONERS,
    OFFERS,
    FREE_SLOTS,
    HOLD,
    BOOK,
    /// Whether a visit is confirmed.
    STATUS,
    RESCHEDULE,
    CANCEL,
    /// Whether a visit took place, or nobody came.
    OUTCOMES,
    CHANGES,
    FEEDS
}
