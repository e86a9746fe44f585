package org.scapula.planner.week;

/// Why something a week should contain is missing or smaller: `subject` is a target, or MOBILITY_EXPOSURES,
/// HARD_SETS, SESSION_MINUTES or SESSIONS_PER_DAY.
public record CoverageReason(String subject, Cause cause, String reason) {

    /// What stands in the way.
    public enum Cause {
        NOTHING_SUITABLE,
        TOO_LITTLE_TIME,
        TOO_FEW_DAYS,
        LATER_STAGE,
        CLINICIAN
    }
}
