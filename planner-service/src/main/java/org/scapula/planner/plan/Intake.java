package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.CatalogClient;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageClient;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.week.Disposition;

/// Asks triage and the catalogue at the same time. Without both there is no plan, and no guess.
@ApplicationScoped
class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final Duration AT_THE_DOOR = Duration.ofSeconds(2);

    private final TriageClient triage;
    private final CatalogClient catalog;

    private final Stops stops;

    Intake(TriageClient triage, CatalogClient catalog, Stops stops) {
        this.triage = triage;
        this.catalog = catalog;
        this.stops = stops;
    }

    /// From which of triage's answers a plan is made.
    enum Answer {
        /// The one that somebody named. Where there is a newer one they have to name that.
        NAMED,
        /// Whichever was the last, since nobody named one for this plan.
        NEWEST
    }

    Uni<Gathered> gather(Caller caller, Draft.Asked asked) {
        return gather(caller, asked, caller.patient(), Answer.NAMED);
    }

    /// When more than one fails, what triage says goes before a failure of the catalogue: "be seen now"
    /// must not be lost. What it said last goes before what it said of the assessment that is named.
    ///
    /// @param patient whose plan it is, where that is known without triage: then no answer waits for another
    Uni<Gathered> gather(Caller caller, Draft.Asked asked, Optional<String> patient, Answer answer) {
        // Triage has looked already; what a patient may not see is not passed on even if it has not.
        var named = named(
                asked.wanted().assessmentId(),
                it -> caller.maySee(it.patient())
                        && patient.filter(other -> !other.equals(it.patient())).isEmpty());
        var newest = newest(named, patient);
        var admitted = holding(named, newest, answer)
                .map(found -> admitted(found, asked))
                // Where nobody knows what holds, what was named may say enough.
                .onFailure(Intake::isDown)
                .call(() -> named.map(
                        found -> answer == Answer.NAMED || !allows(found, asked) ? admitted(found, asked) : found));
        return Uni.combine()
                .all()
                .unis(admitted, catalogue())
                .collectFailures()
                .with(Gathered::new)
                .onFailure()
                .call(() -> stop(caller, named, newest))
                .onFailure(CompositeException.class)
                .transform(Intake::gravest);
    }

    private static boolean allows(TriageAssessment found, Draft.Asked asked) {
        return found.allowsExercise(asked.by(found).approved().isPresent());
    }

    private static boolean isDown(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == 503;
    }

    private static TriageAssessment admitted(TriageAssessment found, Draft.Asked asked) {
        return Refusals.unlessAllowed(
                found,
                asked.startsOn(),
                asked.zone(),
                asked.by(found).approved().isPresent());
    }

    /// What triage said of this patient, unless it has said since that there must be no exercise.
    Uni<TriageAssessment> said(Caller caller, UUID assessment, String patient) {
        var named = named(assessment, it -> it.patient().equals(patient));
        var newest = newest(named, Optional.of(patient));
        return Uni.combine()
                .all()
                .unis(unlessStoppedSince(named, newest), named)
                .collectFailures()
                .with((_, found) -> found)
                .onFailure()
                .call(() -> stop(caller, named, newest))
                .onFailure(CompositeException.class)
                .transform(Intake::gravest);
    }

    private Uni<TriageAssessment> named(UUID assessment, Predicate<TriageAssessment> isTheirs) {
        return triage.assessment(assessment)
                .onFailure(Intake::isNoRefusal)
                .transform(failure -> unavailable("triage", failure))
                .map(found -> found.filter(isTheirs).orElseThrow(Refusals::unknownAssessment))
                .memoize()
                .indefinitely();
    }

    /// H01: what triage said last of a person is what holds, whichever of its answers a plan is asked for
    /// with. An approval is of the answer that is named, and of no later one.
    private Uni<Void> unlessStoppedSince(Uni<TriageAssessment> named, Uni<TriageNewest> newest) {
        return Uni.combine()
                .all()
                .unis(named, newest)
                .asTuple()
                .chain(both -> both.getItem2()
                        .since(both.getItem1())
                        .filter(Intake::forbids)
                        .map(later -> refused(later, both.getItem1().patient()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /// The answer that a plan is made from: nobody's newer answers are left aside because they are as mild as the older
    /// ones. What they say of the person may forbid what the older ones allowed.
    private Uni<TriageAssessment> holding(Uni<TriageAssessment> named, Uni<TriageNewest> newest, Answer answer) {
        return unlessStoppedSince(named, newest)
                .chain(() -> Uni.combine()
                        .all()
                        .unis(named, newest)
                        .asTuple()
                        .chain(both -> both.getItem2()
                                .since(both.getItem1())
                                .map(later -> newer(later, both.getItem1().patient(), answer))
                                .orElse(named)));
    }

    private Uni<TriageAssessment> newer(TriageNewest.Head later, String patient, Answer answer) {
        if (answer == Answer.NAMED) {
            return Uni.createFrom().failure(Refusals.answeredSince(later));
        }
        return triage.assessment(later.id())
                .map(found -> found.filter(it -> it.patient().equals(patient))
                        .orElseThrow(() -> new NotUnderstood("no assessment that it has listed")))
                .onFailure(Intake::isNoRefusal)
                .transform(failure -> unavailable("triage", failure));
    }

    private static boolean forbids(TriageNewest.Head later) {
        return later.effectiveDisposition() != Disposition.SELF_CARE;
    }

    private Uni<TriageNewest> newest(Uni<TriageAssessment> named, Optional<String> patient) {
        return patient.map(this::newest)
                .orElseGet(() -> named.chain(it -> newest(it.patient())))
                .memoize()
                .indefinitely();
    }

    /// Whoever asks for a plan and must be seen instead is stopped, and in an emergency the clinic is told at once. The
    /// person is told what to do, whether that goes well or not, and does not wait for it.
    private Uni<Void> stop(Caller caller, Uni<TriageAssessment> named, Uni<TriageNewest> newest) {
        var stopped = named.chain(said -> newest.map(all -> all.since(said))
                .chain(later -> later.map(it -> whole(it, said.patient()))
                        .orElseGet(() -> Uni.createFrom().item(Stops.Said.of(said))))
                .chain(last -> stops.stop(caller, last))
                // Perhaps there is a milder one since: the clinic is told, but nobody is stopped by what may be over.
                .onFailure(Intake::isDown)
                .recoverWithUni(() -> stops.tell(caller, Stops.Said.of(said))));
        return inTime(stopped);
    }

    /// Not even a database that is silent keeps an answer that is due. What takes longer goes on without anybody who
    /// waits for it.
    private static Uni<Void> inTime(Uni<Void> stopped) {
        return stopped.memoize()
                .indefinitely()
                .ifNoItem()
                .after(AT_THE_DOOR)
                .fail()
                .onFailure()
                .recoverWithUni(failure -> {
                    if (!(failure instanceof HttpProblem)) {
                        LOG.errorf("Nobody was stopped at the door of a plan: %s", failure.getClass());
                    }
                    return Uni.createFrom().voidItem();
                });
    }

    /// In the words of triage where they can be read.
    private Uni<Stops.Said> whole(TriageNewest.Head head, String patient) {
        return triage.assessment(head.id())
                .map(found -> found.filter(it -> it.patient().equals(patient)))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .map(found -> found.map(Stops.Said::of).orElseGet(() -> Stops.Said.unread(head, patient)));
    }

    /// A plan that cannot be gone on with says so, unless triage has something graver to say by now: a stop that was
    /// milder must not be what somebody hears who has to get help.
    ///
    /// @param named what the caller has named, which is asked where nobody can tell the newest
    <T> Uni<T> unlessGraver(Caller caller, Uni<String> patient, Optional<UUID> named, Uni<T> goingOn) {
        return goingOn.onFailure(Intake::isAStop)
                .call(refusal -> patient.chain(whose -> graver(caller, whose, named, (HttpProblem) refusal)))
                .onFailure(CompositeException.class)
                .transform(both -> each(both).filter(Intake::isAStop).toList().getLast());
    }

    private Uni<Void> graver(Caller caller, String patient, Optional<UUID> named, HttpProblem refusal) {
        return newest(patient)
                .map(all -> all.assessments().stream().findFirst().filter(Intake::mustBeSeen))
                .onFailure()
                .recoverWithUni(unknown -> named.map(id -> named(
                                        id, it -> it.patient().equals(patient))
                                .map(said -> Optional.of(
                                                new TriageNewest.Head(said.id(), said.assessedAt(), said.held()))
                                        .filter(Intake::mustBeSeen)))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                        .onFailure()
                        .recoverWithItem(Optional.empty()))
                .chain(head -> head.filter(
                                it -> !it.id().equals(refusal.getParameters().get("assessmentId")))
                        .filter(it -> !isMilder(it, refusal))
                        .map(it -> refused(it, patient)
                                .onFailure()
                                .call(() -> inTime(whole(it, patient).chain(said -> stops.stop(caller, said)))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /// Than what the person was told before, which nothing milder takes back.
    private static boolean isMilder(TriageNewest.Head head, HttpProblem refusal) {
        return refusal.getParameters().get("disposition") instanceof Disposition told
                && head.effectiveDisposition().compareTo(told) > 0;
    }

    private static boolean isAStop(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == 409;
    }

    private static boolean mustBeSeen(TriageNewest.Head head) {
        return head.effectiveDisposition() == Disposition.EMERGENCY
                || head.effectiveDisposition() == Disposition.URGENT;
    }

    private Uni<TriageNewest> newest(String patient) {
        return triage.newest(patient, TriageClient.FROM_THE_NEWEST, 1)
                // Who has the assessment that is named has one at least.
                .invoke(TriageNewest::requireAny)
                .onFailure(Intake::isNoRefusal)
                .transform(failure -> unavailable("triage", failure));
    }

    /// In the words of triage, or in ours where they cannot be read: that it forbids exercise is known by
    /// then. Only a clinician who has just said otherwise lets the person go on.
    private Uni<Void> refused(TriageNewest.Head later, String patient) {
        return triage.assessment(later.id())
                .onFailure()
                .invoke(failure -> warn("triage", failure))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .invoke(found -> Refusals.unlessItAllowsSince(
                        later, found.filter(it -> it.patient().equals(patient))))
                .replaceWithVoid();
    }

    private Uni<Catalog> catalogue() {
        return catalog.everything()
                .onFailure(Intake::isNoRefusal)
                .transform(failure -> unavailable("catalogue", failure));
    }

    static HttpProblem unavailable(String neighbour, Throwable failure) {
        warn(neighbour, failure);
        return Problems.unavailable(
                "The " + neighbour + " service cannot be asked just now, so there is no plan. Nothing was stored;"
                        + " try again soon. If you feel worse or are worried, do not wait for a plan: get medical help.",
                COME_BACK);
    }

    static void warn(String neighbour, Throwable failure) {
        LOG.warnf(
                "No answer from the %s: %s",
                neighbour,
                failure instanceof NotUnderstood understood
                        ? understood.getMessage()
                        : failure.getClass().getName());
    }

    private static Throwable gravest(Throwable all) {
        return each(all).min(Comparator.comparing(Intake::gravity)).orElse(all);
    }

    private static Stream<Throwable> each(Throwable failure) {
        return failure instanceof CompositeException several
                ? several.getCauses().stream().flatMap(Intake::each)
                : Stream.of(failure);
    }

    private static boolean isNoRefusal(Throwable failure) {
        return !(failure instanceof NotAdmitted);
    }

    /// What triage says of the person, then what is in the way where it says self-care, then what their token
    /// lacks, then what is down.
    private static int gravity(Throwable failure) {
        if (!isNoRefusal(failure)) {
            return 2;
        }
        if (!(failure instanceof HttpProblem problem) || isDown(problem)) {
            return 3;
        }
        return problem.getParameters().get("disposition") == Disposition.SELF_CARE ? 1 : 0;
    }
}
