package org.scapula.planner.scheduling;

/// What a clinic's scheduling system is asked or told.
enum ErrandKind {
    /// Which times are free in the window.
    FIND_SLOTS,
    /// That the visit is there as the request wants it: held, booked, moved, cancelled, or looked for where it is not
    /// known.
    VISIT
}
