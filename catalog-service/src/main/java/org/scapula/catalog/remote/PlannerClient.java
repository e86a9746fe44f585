package org.scapula.catalog.remote;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Asks the planner what it would do differently, and says so honestly when it cannot be asked.
@ApplicationScoped
public class PlannerClient {

    private static final Logger LOG = Logger.getLogger(PlannerClient.class);

    private final PlannerTrials trials;

    PlannerClient(PlannerTrials trials) {
        this.trials = trials;
    }

    public Uni<PlannerSays> wouldDo(NewTrial wanted) {
        return trials.of(wanted)
                .<PlannerSays>map(PlannerSays.Tried::new)
                .onFailure()
                .recoverWithItem(PlannerClient::notKnown);
    }

    private static PlannerSays notKnown(Throwable failure) {
        LOG.warnf("The planner could not be asked: %s", failure.getClass().getName());
        return new PlannerSays.NotKnown(
                failure instanceof Declined declined
                        ? declined.inWords()
                        : "The planner did not answer, or not in a way that can be trusted. Try again later.");
    }
}
