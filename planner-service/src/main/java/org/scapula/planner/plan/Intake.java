package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.CatalogClient;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Disposition;

/// Asks triage and the catalogue at the same time. Without both there is no plan, and no guess.
@ApplicationScoped
class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final TriageDesk triage;
    private final CatalogClient catalog;
    private final AtTheDoor door;

    Intake(TriageDesk triage, CatalogClient catalog, AtTheDoor door) {
        this.triage = triage;
        this.catalog = catalog;
        this.door = door;
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

    /// Of whom an answer of triage is, as far as the caller may see it.
    Uni<String> whose(Caller caller, UUID assessment) {
        return caller.patient()
                .map(Uni.createFrom()::item)
                .orElseGet(() -> triage.answers(assessment, it -> caller.maySee(it.patient()), Optional.empty())
                        .named()
                        .map(TriageAssessment::patient));
    }

    /// When more than one fails, what triage says goes before a failure of the catalogue: "be seen now"
    /// must not be lost. What it said last goes before what it said of the assessment that is named.
    ///
    /// @param patient whose plan it is, where that is known without triage: then no answer waits for another
    Uni<Gathered> gather(Caller caller, Draft.Asked asked, Optional<String> patient, Answer answer) {
        // Triage has looked already; what a patient may not see is not passed on even if it has not.
        var answers = triage.answers(
                asked.wanted().assessmentId(),
                it -> caller.maySee(it.patient())
                        && patient.filter(other -> !other.equals(it.patient())).isEmpty(),
                patient);
        var admitted = holding(answers, answer)
                .map(found -> admitted(found, asked))
                // Where nobody knows what holds, what was named may say enough.
                .onFailure(Failures::leavesOpen)
                .call(() -> answers.named()
                        .map(found ->
                                answer == Answer.NAMED || !allows(found, asked) ? admitted(found, asked) : found));
        return Uni.combine()
                .all()
                .unis(admitted, catalogue())
                .collectFailures()
                .with(Gathered::new)
                .onFailure()
                .call(() -> door.stop(caller, answers))
                .onFailure(CompositeException.class)
                .transform(Failures::gravest);
    }

    private static boolean allows(TriageAssessment found, Draft.Asked asked) {
        return found.allowsExercise(asked.by(found).approved().isPresent());
    }

    private static TriageAssessment admitted(TriageAssessment found, Draft.Asked asked) {
        return Refusals.unlessAllowed(
                found,
                asked.startsOn(),
                asked.zone(),
                asked.by(found).approved().isPresent());
    }

    /// What triage said of this patient, unless it has said since that there must be no exercise.
    ///
    /// @param frozen whether they are stopped already: that stop says more than what is milder, and says it itself
    Uni<TriageAssessment> said(Caller caller, UUID assessment, String patient, boolean frozen) {
        var answers = triage.answers(assessment, it -> it.patient().equals(patient), Optional.of(patient));
        return Uni.combine()
                .all()
                .unis(
                        unlessStoppedSince(answers)
                                .chain(answers::named)
                                .map(found -> goesOn(found, frozen))
                                .onFailure(Failures::leavesOpen)
                                .call(() -> answers.named().map(found -> goesOn(found, frozen))),
                        answers.named())
                .collectFailures()
                .with((_, found) -> found)
                .onFailure()
                .call(() -> door.stop(caller, answers))
                .onFailure(CompositeException.class)
                .transform(Failures::gravest);
    }

    private static TriageAssessment goesOn(TriageAssessment found, boolean frozen) {
        return frozen && found.held() != Disposition.EMERGENCY ? found : Refusals.unlessItAllows(found, false);
    }

    /// H01: what triage said last of a person is what holds, whichever of its answers a plan is asked for
    /// with. An approval is of the answer that is named, and of no later one.
    private static Uni<Void> unlessStoppedSince(TriageSays answers) {
        return answers.later()
                .chain(later -> later.filter(TriageSays.Later::forbids)
                        .map(TriageSays.Later::refuse)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /// The answer that a plan is made from: nobody's newer answers are left aside because they are as mild as the older
    /// ones. What they say of the person may forbid what the older ones allowed.
    private static Uni<TriageAssessment> holding(TriageSays answers, Answer answer) {
        return unlessStoppedSince(answers)
                .chain(answers::later)
                .chain(later -> later.map(it -> newer(it, answer)).orElse(answers.named()));
    }

    private static Uni<TriageAssessment> newer(TriageSays.Later later, Answer answer) {
        if (answer == Answer.NAMED) {
            return Uni.createFrom().failure(Refusals.answeredSince(later.head()));
        }
        return later.whole()
                .map(found -> found.orElseThrow(() -> new NotUnderstood("no assessment that it has listed")))
                .onFailure(Failures::isNoRefusal)
                .transform(failure -> unavailable("triage", failure));
    }

    private Uni<Catalog> catalogue() {
        return catalog.everything()
                .onFailure(Failures::isNoRefusal)
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
}
