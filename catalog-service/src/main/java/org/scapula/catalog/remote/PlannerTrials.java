package org.scapula.catalog.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// Asks the planner. Two tries of three seconds: a trial is several plans.
@ApplicationScoped
class PlannerTrials {

    private final PlannerApi planner;
    private final PlannersDoor door;
    private final NeighbourJson answers;
    private final ObjectMapper json;

    PlannerTrials(@RestClient PlannerApi planner, PlannersDoor door, NeighbourJson answers, ObjectMapper json) {
        this.planner = planner;
        this.door = door;
        this.answers = answers;
        this.json = json;
    }

    @Timeout(3000)
    @Retry(
            maxRetries = 1,
            delay = 50,
            jitter = 0,
            abortOn = {CircuitBreakerOpenException.class, Declined.class})
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.75,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = Declined.class)
    @CircuitBreakerName("planner")
    Uni<PlannerTrial> of(NewTrial wanted) {
        door.mustBeOpen();
        return planner.trial(text(wanted))
                .onFailure(PlannerTrials::isDeclined)
                .transform(refused -> new Declined(status(refused)))
                .map(body -> understood(wanted, answers.read(body, PlannerTrial.class)));
    }

    /// An answer about another catalogue, or about nobody, is none.
    private static PlannerTrial understood(NewTrial asked, PlannerTrial answer) {
        if (!answer.catalogVersion().equals(asked.catalogVersion())) {
            throw new NotUnderstood("a trial of another catalogue");
        }
        if (answer.persons() < 1 || answer.changed().size() > answer.persons()) {
            throw new NotUnderstood("a trial of nobody");
        }
        if (answer.changed().stream().anyMatch(changed -> changed.changes().isEmpty())) {
            throw new NotUnderstood("a change that is none");
        }
        return answer;
    }

    private String text(NewTrial wanted) {
        try {
            return json.writeValueAsString(wanted);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isDeclined(Throwable failure) {
        return failure instanceof WebApplicationException && status(failure) >= 400 && status(failure) < 500;
    }

    private static int status(Throwable failure) {
        return ((WebApplicationException) failure).getResponse().getStatus();
    }
}
