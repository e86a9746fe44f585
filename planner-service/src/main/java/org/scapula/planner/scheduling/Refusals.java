package org.scapula.planner.scheduling;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.week.Disposition;

/// Every way there is no booking, in words that say what to do instead.
final class Refusals {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private Refusals() {}

    /// Somebody who must get help now. The words of triage, or of what stopped their plan, come first.
    static HttpProblem emergency(String headline, List<String> doNow, UUID assessment) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("headline", headline);
        extensions.put("disposition", Disposition.EMERGENCY);
        extensions.put("doNow", doNow);
        extensions.put("assessmentId", assessment);
        return Problems.of(
                409,
                "emergency",
                "Get help now",
                "This cannot wait for a visit, so none is booked. The clinic has been told, but do not wait for it: do what"
                        + " stands in doNow.",
                extensions);
    }

    /// Triage has said so of later answers, and nobody at the clinic has seen to it yet.
    static HttpProblem emergencySince(UUID assessment) {
        return emergency(
                "You were told to get help now.",
                List.of(
                        "Do what you were told then: get help now.",
                        "Have you been seen since? Answer the triage questions again, or ask the clinic."),
                assessment);
    }

    static HttpProblem notNeeded(TriageAssessment assessment, Optional<LocalDate> until) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("headline", assessment.headlineHeld());
        extensions.put("disposition", assessment.held());
        extensions.put("getHelpAgain", assessment.getHelpAgain());
        extensions.put("assessmentId", assessment.id());
        until.ifPresent(day -> extensions.put("after", day));
        return Problems.of(
                409,
                "visit-not-needed",
                "No visit follows from this assessment",
                "Triage says that looking after yourself is enough for now. When it gets worse or you are worried, answer"
                        + " the triage questions again, or ask a clinician.",
                extensions);
    }

    static HttpProblem unknownAssessment() {
        return Problems.invalid(new FieldError("/assessmentId", "unknown-value", "is not the id of an assessment"));
    }

    static HttpProblem unavailable() {
        return Problems.unavailable(
                "Triage cannot be asked just now, so nothing was stored; try again soon. If you feel worse or are worried,"
                        + " do not wait for a visit: get medical help.",
                COME_BACK);
    }

    static HttpProblem alreadyRequested(UUID other) {
        return Problems.of(
                409,
                "already-requested",
                "There is a request for this assessment",
                "A visit has been asked for with this assessment, and that request is open. Go on with it.",
                Map.of("id", other));
    }

    static HttpProblem illegalMove(String move, BookingState state) {
        return Problems.of(
                409,
                "illegal-move",
                "That is not possible now",
                "The request is " + state.name() + ", and " + move + " is not possible then. See possible.",
                Map.of("state", state.name(), "possible", Move.possibleIn(state)));
    }

    static HttpProblem slotTaken() {
        return Problems.of(
                409,
                "slot-taken",
                "Somebody has this time",
                "The practitioner has something else at this time, so nothing was changed. Take another time.",
                Map.of());
    }

    static HttpProblem notOffered() {
        return Problems.invalid(new FieldError("/slotId", "unknown-value", "is not one of the times that are offered"));
    }

    static HttpProblem outsideWindow(BookingRequest row) {
        return Problems.of(
                409,
                "outside-window",
                "The person must be seen earlier",
                "The time lies outside of the window in which the person must be seen. Take one inside; where there is"
                        + " none, say so (NO_SLOTS), or a clinician lets it be later, by name and with a reason (override).",
                Map.of("window", Map.of("from", row.windowFrom, "until", row.windowUntil)));
    }

    static HttpProblem tooEarly(Instant start) {
        return Problems.of(
                409,
                "too-early",
                "The visit has not begun",
                "Nobody knows yet whether the person comes: the visit begins later.",
                Map.of("start", start));
    }

    static HttpProblem systemDown(Duration comeBack) {
        return Problems.unavailable(
                "The clinic's scheduling system cannot be asked just now. What is under way goes on by itself once it"
                        + " answers again.",
                comeBack);
    }

    /// It is there, and says no, or what nobody can read: nothing gets better by asking again.
    static HttpProblem systemNotUsable(Refused.Why why) {
        return Problems.of(
                502,
                "scheduling-system-not-usable",
                "The clinic's scheduling system cannot be used as it is set up",
                "It answered, but not so that the planner can work with it: see why, and the settings of the clinic.",
                Map.of("why", why));
    }
}
