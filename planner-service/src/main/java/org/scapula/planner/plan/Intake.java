package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.CatalogClient;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageClient;

/// Asks triage and the catalogue at the same time. Without both there is no plan, and no guess.
@ApplicationScoped
class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final TriageClient triage;
    private final CatalogClient catalog;

    Intake(TriageClient triage, CatalogClient catalog) {
        this.triage = triage;
        this.catalog = catalog;
    }

    /// When both fail, what triage says goes before a failure of the catalogue: "be seen now" must not be lost.
    Uni<Gathered> gather(Caller caller, Draft.Asked asked) {
        return Uni.combine()
                .all()
                .unis(admitted(caller, asked), catalogue())
                .collectFailures()
                .with(Gathered::new)
                .onFailure(CompositeException.class)
                .transform(Intake::gravest);
    }

    private Uni<TriageAssessment> admitted(Caller caller, Draft.Asked asked) {
        return triage.assessment(asked.wanted().assessmentId())
                .onFailure(Intake::isNoRefusal)
                .transform(failure -> unavailable("triage", failure))
                // Triage has looked already; what a patient may not see is not passed on even if it has not.
                .map(found -> found.filter(it -> caller.maySee(it.patient())).orElseThrow(Refusals::unknownAssessment))
                .map(found -> Refusals.unlessAllowed(
                        found, asked.startsOn(), asked.zone(), asked.approved().isPresent()));
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
