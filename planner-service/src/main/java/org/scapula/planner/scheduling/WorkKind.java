package org.scapula.planner.scheduling;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Why something is on the work list, and what is to be done about it.
public enum WorkKind {
    EMERGENCY(
            0,
            true,
            "Triage tells this person to get help at once. No visit is booked for that.",
            "Call the person now, and make sure that they have help. Do not offer them a visit instead."),
    WINDOW_CLOSED(
            1,
            false,
            "The time in which the person was to be seen is over, and they were not.",
            "Speak with the person, and see to it that they are seen today."),
    ASKED_LATE(
            1,
            false,
            "The person's time frame was over already when the visit was asked for.",
            "See to it that they are seen today."),
    NO_SLOT_IN_WINDOW(
            1,
            false,
            "No time is free in the window in which the person must be seen.",
            "Make room, send the person to where they can be seen in time, or let a clinician decide on a later time by"
                    + " name and with a reason."),
    UNANSWERED(
            2, false, "Nobody at the clinic has answered the request.", "Offer times, book, or say that you cannot."),
    OFFER_LAPSED(
            3, false, "The person chose none of the times that were offered.", "Call the person, or offer others."),
    HOLD_LAPSED(3, false, "A time was held and then not booked; it is free again.", "Book it, or offer others."),
    DECLINED(2, false, "The clinic cannot take the request.", "Find another place for the person, and tell them."),
    CANCELLED(
            3,
            false,
            "It was cancelled, and the person has not been seen.",
            "Find out whether the person still has to be seen."),
    UNCONFIRMED(2, false, "A visit was booked and not confirmed.", "Confirm it, move it, or say that you cannot."),
    VISIT_TOO_LATE(
            1,
            false,
            "The person must be seen earlier than when their visit was booked.",
            "Move the visit into the window, see to it that they are seen in time elsewhere, or let a clinician decide on"
                    + " a later time by name and with a reason."),
    SYSTEM_DIFFERS(
            2,
            false,
            "The clinic's scheduling system does not say what the booking request says, and cannot be told.",
            "Compare both, and book, move or cancel by hand where they differ."),
    NO_SHOW(2, false, "The person did not come.", "Call the person, and offer other times."),
    OUTCOME_MISSING(
            4, false, "The visit is over, and nobody has said what became of it.", "Say whether the person came."),
    PLAN_REVIEW(
            4,
            true,
            "The person has been seen, so what triage and the plan rest on may have changed.",
            "Review the assessment and the plan.");

    private final int rank;
    private final boolean forClinicians;
    private final String why;
    private final String mustDo;

    WorkKind(int rank, boolean forClinicians, String why, String mustDo) {
        this.rank = rank;
        this.forClinicians = forClinicians;
        this.why = why;
        this.mustDo = mustDo;
    }

    /// The most pressing first.
    int rank(Priority priority) {
        return priority == Priority.URGENT && rank > 1 ? rank - 1 : rank;
    }

    /// What is true no longer once a request is in this state. What takes a clinician stays.
    static Set<WorkKind> settledBy(BookingState.Name state) {
        var looked = EnumSet.of(UNANSWERED, NO_SLOT_IN_WINDOW, OFFER_LAPSED, HOLD_LAPSED, DECLINED, CANCELLED, NO_SHOW);
        return switch (state) {
            case EXPIRED -> Set.of();
            // There is no visit any more of which it was said.
            case REQUESTED, DECLINED, OFFERED, HELD -> with(looked, VISIT_TOO_LATE, UNCONFIRMED, OUTCOME_MISSING);
            case BOOKED -> with(looked, WINDOW_CLOSED, ASKED_LATE);
            case CONFIRMED -> with(looked, WINDOW_CLOSED, ASKED_LATE, UNCONFIRMED);
            case FULFILLED, NO_SHOW, CANCELLED ->
                with(looked, WINDOW_CLOSED, ASKED_LATE, UNCONFIRMED, OUTCOME_MISSING, VISIT_TOO_LATE);
        };
    }

    private static Set<WorkKind> with(EnumSet<WorkKind> some, WorkKind... more) {
        some.addAll(Arrays.asList(more));
        return some;
    }

    /// Whether it takes a clinician to say that it is done.
    boolean isForClinicians() {
        return forClinicians;
    }

    public String why() {
        return why;
    }

    public String mustDo() {
        return mustDo;
    }
}
