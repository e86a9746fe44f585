package org.scapula.planner.scheduling;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.scapula.edge.access.Caller;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageClient;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.week.Disposition;

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
        var named = named(caller, wanted.assessmentId());
        var newest = caller.patient()
                .map(this::newest)
                .orElseGet(() -> named.chain(it -> newest(it.assessment().patient())));
        return Uni.combine()
                .all()
                .unis(named, outcome(newest))
                .asTuple()
                .chain(both -> opened(caller, attempt, wanted, both.getItem1(), both.getItem2()))
                .onFailure()
                .call(() -> answers.abandon(caller, attempt).onFailure().recoverWithNull());
    }

    /// By the gravest of both: nobody is seen later, or booked in an emergency, because they named older answers.
    private Uni<Answer> opened(
            Caller caller, Attempt attempt, NewBookingRequest wanted, Triaged named, Uni<TriageNewest> newest) {
        var byName = new Judged(named, Optional.empty());
        return newest.map(all -> all.since(named.assessment())
                        .filter(later -> later.effectiveDisposition()
                                        .compareTo(named.assessment().held())
                                < 0))
                // Nothing is graver than an emergency, whatever was said since.
                .onFailure(_ -> named.isEmergency())
                .recoverWithItem(Optional.empty())
                .chain(later -> later.map(head -> openedBy(caller, attempt, wanted, byName, head))
                        .orElseGet(() -> requests.open(caller, attempt, wanted, byName)));
    }

    private Uni<Answer> openedBy(
            Caller caller, Attempt attempt, NewBookingRequest wanted, Judged byName, TriageNewest.Head later) {
        var whole = triage.assessment(later.id())
                .map(found -> found.filter(it -> it.patient().equals(byName.patient()))
                        .map(Triaged::of)
                        .orElseThrow(() -> new NotUnderstood("no assessment that it has listed")))
                .onFailure(Asking::isNoRefusal)
                .transform(Asking::unavailable);
        return whole.map(it -> requests.open(caller, attempt, wanted, new Judged(byName.named(), Optional.of(it))))
                // That it is an emergency is known, though not in which words.
                .onFailure(_ -> later.effectiveDisposition() == Disposition.EMERGENCY)
                .recoverWithItem(() -> requests.tellOf(caller, attempt, byName.patient(), later.id()))
                .chain(answer -> answer);
    }

    private Uni<Triaged> named(Caller caller, UUID assessment) {
        return triage.assessment(assessment)
                .map(found -> found.filter(one -> caller.maySee(one.patient())).map(Triaged::of))
                .onFailure(Asking::isNoRefusal)
                .transform(Asking::unavailable)
                .map(found -> found.orElseThrow(Refusals::unknownAssessment))
                .memoize()
                .indefinitely();
    }

    private Uni<TriageNewest> newest(String patient) {
        return triage.newest(patient, TriageClient.FROM_THE_NEWEST, 1)
                .invoke(TriageNewest::requireAny)
                .onFailure(Asking::isNoRefusal)
                .transform(Asking::unavailable);
    }

    /// Whatever comes of it, so that it can be asked beside something else that goes before it.
    private static <T> Uni<Uni<T>> outcome(Uni<T> asked) {
        return asked.map(Uni.createFrom()::item)
                .onFailure()
                .recoverWithItem(failure -> Uni.createFrom().failure(failure));
    }

    private static boolean isNoRefusal(Throwable failure) {
        return !(failure instanceof NotAdmitted);
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
