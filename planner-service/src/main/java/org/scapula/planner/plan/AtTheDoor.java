package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.scapula.edge.access.Caller;
import org.scapula.planner.week.Disposition;

/// What becomes of those who come for a plan and must be seen instead: they are stopped, and in an emergency the clinic
/// is told at once. They are told what to do, whether that goes well or not, and do not wait for it.
@ApplicationScoped
class AtTheDoor {

    private static final Logger LOG = Logger.getLogger(AtTheDoor.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TriageDesk triage;
    private final Stops stops;

    AtTheDoor(TriageDesk triage, Stops stops) {
        this.triage = triage;
        this.stops = stops;
    }

    /// By what triage said of them last.
    Uni<Void> stop(Caller caller, TriageSays answers) {
        return inTime(answers.named()
                .chain(said -> answers.later()
                        .chain(later -> later.map(TriageSays.Later::said)
                                .orElseGet(() -> Uni.createFrom().item(Stops.Said.of(said))))
                        .chain(last -> heard(stops.stop(caller, last)))
                        // Perhaps there is a milder one since: the clinic is told, but nobody is stopped by what may be
                        // over.
                        .onFailure(Failures::leavesOpen)
                        .recoverWithUni(() -> heard(stops.tell(caller, Stops.Said.of(said))))));
    }

    /// A plan that cannot be gone on with says so, unless triage has something graver to say by now: a stop that was
    /// milder must not be what somebody hears who has to get help.
    ///
    /// @param named what the caller has named, which is asked where nobody can tell the newest
    <T> Uni<T> unlessGraver(Caller caller, Uni<String> patient, Optional<UUID> named, Uni<T> goingOn) {
        return goingOn.onFailure(Failures::isAStop)
                .call(refusal -> patient.chain(whose -> graver(caller, whose, named, (HttpProblem) refusal)))
                .onFailure(CompositeException.class)
                .transform(both ->
                        Failures.each(both).filter(Failures::isAStop).toList().getLast());
    }

    private Uni<Void> graver(Caller caller, String patient, Optional<UUID> named, HttpProblem refusal) {
        return triage.now(patient, named)
                .chain(now -> now.filter(TriageSays.Later::mustBeSeen)
                        .filter(later -> saysMore(later, refusal))
                        .map(later -> later.refuse()
                                .onFailure()
                                .call(() -> inTime(later.said().chain(said -> heard(stops.stop(caller, said))))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /// Than what the person was told before, which nothing milder takes back. The same answer says more where a
    /// clinician has raised it since.
    private static boolean saysMore(TriageSays.Later later, HttpProblem refusal) {
        if (!(refusal.getParameters().get("disposition") instanceof Disposition told)) {
            return true;
        }
        var graver = told.compareTo(later.head().effectiveDisposition());
        return later.head().id().equals(refusal.getParameters().get("assessmentId")) ? graver > 0 : graver >= 0;
    }

    /// Whoever looks after this hears of every stop that failed, however late that was. What was erased is no failure.
    private static Uni<Void> heard(Uni<Void> stopped) {
        return stopped.onFailure(AtTheDoor::isOurs)
                .invoke(failure -> LOG.errorf("Nobody was stopped at the door of a plan: %s", failure.getClass()));
    }

    private static boolean isOurs(Throwable failure) {
        return !(failure instanceof HttpProblem problem) || problem.getStatusCode() >= 500;
    }

    /// Not even a database that is silent keeps an answer that is due. What takes longer goes on without anybody who
    /// waits for it.
    private static Uni<Void> inTime(Uni<Void> stopped) {
        return stopped.onFailure()
                .recoverWithNull()
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(() -> {
                    LOG.warn("What follows from an answer of triage at the door of a plan takes long");
                    return Uni.createFrom().voidItem();
                });
    }
}
