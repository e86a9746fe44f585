package org.scapula.planner.scheduling.system;

/// The clinic's system says no, and would say so again.
public final class Refused extends SystemFailure {

    public enum Why {
        /// Our own login is not accepted.
        NOT_ADMITTED,
        UNKNOWN_PATIENT,
        UNKNOWN_VISIT,
        /// It was there and has been taken out: as some systems cancel.
        REMOVED_VISIT,
        /// The clinic has not said which of its services that kind of visit is.
        UNKNOWN_VISIT_TYPE,
        NOT_ACCEPTED,
        /// It answered something that we cannot read with certainty.
        NOT_UNDERSTOOD
    }

    private final Why why;

    /// Perhaps by somebody on the way.
    public static boolean isNotFound(Throwable failure) {
        return failure instanceof Refused refused
                && (refused.why == Why.UNKNOWN_VISIT || refused.why == Why.REMOVED_VISIT);
    }

    public Refused(Why why) {
        super("The clinic's scheduling system: " + why);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
