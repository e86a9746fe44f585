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
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
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

    private final TriageClient triage;
    private final CatalogClient catalog;

    private final ClinicRoom room;
    private final Alarm alarm;

    Intake(TriageClient triage, CatalogClient catalog, ClinicRoom room, Alarm alarm) {
        this.triage = triage;
        this.catalog = catalog;
        this.room = room;
        this.alarm = alarm;
    }

    Uni<Gathered> gather(Caller caller, Draft.Asked asked) {
        return gather(caller, asked, caller.patient());
    }

    /// When more than one fails, what triage says goes before a failure of the catalogue: "be seen now"
    /// must not be lost. What it said last goes before what it said of the assessment that is named.
    ///
    /// @param patient whose plan it is, where that is known without triage: then no answer waits for another
    Uni<Gathered> gather(Caller caller, Draft.Asked asked, Optional<String> patient) {
        // Triage has looked already; what a patient may not see is not passed on even if it has not.
        var named = named(
                asked.wanted().assessmentId(),
                it -> caller.maySee(it.patient())
                        && patient.filter(other -> !other.equals(it.patient())).isEmpty());
        var newest = newest(named, patient);
        var admitted = named.map(found -> Refusals.unlessAllowed(
                found, asked.startsOn(), asked.zone(), asked.approved().isPresent()));
        return Uni.combine()
                .all()
                .unis(unlessStoppedSince(named, newest), admitted, catalogue())
                .collectFailures()
                .with((_, assessment, catalog) -> new Gathered(assessment, catalog))
                .onFailure()
                .call(() -> raised(caller, named, newest))
                .onFailure(CompositeException.class)
                .transform(Intake::gravest);
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
                .call(() -> raised(caller, named, newest))
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
                        .filter(later -> later.effectiveDisposition() != Disposition.SELF_CARE)
                        .map(later -> refused(later, both.getItem1().patient()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<TriageNewest> newest(Uni<TriageAssessment> named, Optional<String> patient) {
        return patient.map(this::newest)
                .orElseGet(() -> named.chain(it -> newest(it.patient())))
                .memoize()
                .indefinitely();
    }

    /// The clinic is told at once of whoever asks for a plan and must get help instead; whether that goes well or not,
    /// the person is told what to do.
    private Uni<Void> raised(Caller caller, Uni<TriageAssessment> named, Uni<TriageNewest> newest) {
        return named.chain(said -> newest.map(all -> all.since(said))
                        .onFailure()
                        .recoverWithItem(Optional.empty())
                        .map(later -> emergency(said, later))
                        .chain(emergency -> emergency
                                .map(id -> room.writing(
                                        caller, said.patient(), () -> alarm.ofAnEmergency(caller, said.patient(), id)))
                                .orElseGet(() -> Uni.createFrom().voidItem())))
                .onFailure()
                .recoverWithUni(failure -> {
                    if (isNoRefusal(failure)) {
                        LOG.errorf(
                                "The work list was not told of somebody at the door of a plan: %s", failure.getClass());
                    }
                    return Uni.createFrom().voidItem();
                });
    }

    /// Which of both holds, where that is an emergency.
    private static Optional<UUID> emergency(TriageAssessment said, Optional<TriageNewest.Head> later) {
        var holds = later.map(TriageNewest.Head::effectiveDisposition).orElseGet(said::held);
        return holds == Disposition.EMERGENCY
                ? Optional.of(later.map(TriageNewest.Head::id).orElseGet(said::id))
                : Optional.empty();
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

    private static Throwable gravest(Throwable both) {
        return ((CompositeException) both)
                .getCauses().stream().min(Comparator.comparing(Intake::gravity)).orElse(both);
    }

    private static boolean isNoRefusal(Throwable failure) {
        return !(failure instanceof NotAdmitted);
    }

    /// What triage says of the person, then what their token lacks, then what is down.
    private static int gravity(Throwable failure) {
        if (!isNoRefusal(failure)) {
            return 1;
        }
        return failure instanceof HttpProblem problem && problem.getStatusCode() != 503 ? 0 : 2;
    }
}
