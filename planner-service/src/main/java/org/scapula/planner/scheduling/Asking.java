package org.scapula.planner.scheduling;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.scapula.edge.access.Caller;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageClient;

/// Asks triage, in the person's own name, how soon they must be seen. Without an answer there is no request, and no
/// guess.
@ApplicationScoped
class Asking {

    private static final Logger LOG = Logger.getLogger(Asking.class);

    private static final String ADDRESS = "POST /v1/booking-requests";

    private final TriageClient triage;
    private final BookingRequests requests;
    private final Answers answers;
    private final ObjectMapper json;
    private final Clock clock;

    Asking(TriageClient triage, BookingRequests requests, Answers answers, ObjectMapper json, Clock clock) {
        this.triage = triage;
        this.requests = requests;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    Uni<Answer> ask(Caller caller, Optional<String> key, NewBookingRequest wanted) {
        var attempt = Attempt.at(clock.instant(), key, ADDRESS, wanted, json);
        return answers.reserve(caller, attempt)
                .chain(known -> known.map(answer -> Uni.createFrom().item(answer))
                        .orElseGet(() -> asked(caller, attempt, wanted)));
    }

    private Uni<Answer> asked(Caller caller, Attempt attempt, NewBookingRequest wanted) {
        return judged(caller, wanted)
                .chain(triaged -> requests.open(caller, attempt, wanted, triaged))
                .onFailure()
                .call(() -> answers.abandon(caller, attempt).onFailure().recoverWithNull());
    }

    private Uni<Triaged> judged(Caller caller, NewBookingRequest wanted) {
        return triage.assessment(wanted.assessmentId())
                .map(found -> found.filter(one -> caller.maySee(one.patient())).map(Triaged::of))
                .onFailure(failure -> !(failure instanceof NotAdmitted))
                .transform(Asking::unavailable)
                .map(found -> found.orElseThrow(Refusals::unknownAssessment));
    }

    private static RuntimeException unavailable(Throwable failure) {
        LOG.warnf(
                "No answer from triage: %s",
                failure instanceof NotUnderstood understood
                        ? understood.getMessage()
                        : failure.getClass().getName());
        return Refusals.unavailable();
    }
}
