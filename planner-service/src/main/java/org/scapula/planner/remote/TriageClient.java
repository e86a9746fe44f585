package org.scapula.planner.remote;

import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.scapula.edge.access.PatientReference;
import org.scapula.planner.week.Disposition;

/// Asks triage for a judgement. Two tries of 1.1 s: nobody waits more than three seconds for a no.
@ApplicationScoped
public class TriageClient {

    /// After every id that holds a time.
    public static final UUID FROM_THE_NEWEST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final TriageApi triage;
    private final PersonsToken token;
    private final NeighbourJson json;

    TriageClient(@RestClient TriageApi triage, PersonsToken token, NeighbourJson json) {
        this.triage = triage;
        this.token = token;
        this.json = json;
    }

    /// Empty when triage knows no such assessment, or none that this person may see. Whose token is not let in cannot
    /// close the door for others: it does not count for the breaker.
    @Timeout(1100)
    @Retry(
            maxRetries = 1,
            delay = 50,
            jitter = 0,
            abortOn = {CircuitBreakerOpenException.class, NotAdmitted.class})
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.75,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = NotAdmitted.class)
    @CircuitBreakerName("triage")
    public Uni<Optional<TriageAssessment>> assessment(UUID id) {
        token.requireFor(PersonsToken.TRIAGE);
        return triage.assessment(id)
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(PersonsToken.TRIAGE))
                .map(body -> Optional.of(understood(id, json.read(body, TriageAssessment.class))))
                .onFailure(json::saysNotFound)
                .recoverWithItem(Optional.empty());
    }

    /// Which assessments triage has of a person before this id, the newest first: those that whoever asks may see, and
    /// no more than so many.
    @Timeout(1100)
    @Retry(
            maxRetries = 1,
            delay = 50,
            jitter = 0,
            abortOn = {CircuitBreakerOpenException.class, NotAdmitted.class})
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.75,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = NotAdmitted.class)
    @CircuitBreakerName("triage-newest")
    public Uni<TriageNewest> newest(String patient, UUID before, int most) {
        token.requireFor(PersonsToken.TRIAGE);
        return triage.newest(patient, before.toString(), most)
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(PersonsToken.TRIAGE))
                .map(body -> json.read(body, TriageNewest.class));
    }

    /// What triage says of what is new about a person; every other question counts as not answered. It keeps the
    /// judgement. Asked twice because no answer came, it may keep two.
    @Timeout(1100)
    @Retry(
            maxRetries = 1,
            delay = 50,
            jitter = 0,
            abortOn = {CircuitBreakerOpenException.class, NotAdmitted.class, NotAccepted.class})
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.75,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = {NotAdmitted.class, NotAccepted.class})
    @CircuitBreakerName("triage-judgement")
    public Uni<TriageAssessment> judge(String patient, UUID replaces, Map<String, Object> answers) {
        token.requireFor(PersonsToken.TRIAGE);
        var question = new JsonObject()
                .put("patient", patient)
                .put("replaces", replaces.toString())
                .put("answers", new JsonObject(new LinkedHashMap<>(answers)));
        return triage.judge(question.encode())
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(PersonsToken.TRIAGE))
                .onFailure(TriageClient::isNotAccepted)
                .transform(refused -> new NotAccepted())
                .map(body -> understood(patient, json.read(body, TriageAssessment.class)));
    }

    private static TriageAssessment understood(String patient, TriageAssessment answer) {
        if (!answer.patient().equals(patient)) {
            throw new NotUnderstood("a judgement of somebody else");
        }
        return understood(answer.id(), answer);
    }

    private static boolean isNotAccepted(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 422;
    }

    private static TriageAssessment understood(UUID asked, TriageAssessment answer) {
        if (!answer.id().equals(asked)) {
            throw new NotUnderstood("another assessment than the one asked for");
        }
        if (!PatientReference.isOpaque(answer.patient())) {
            throw new NotUnderstood("an assessment of nobody");
        }
        if (answer.disposition() == Disposition.SELF_CARE && answer.picture().isEmpty()) {
            throw new NotUnderstood("self-care without a picture of the pain");
        }
        if (answer.review().isPresent() != answer.effectiveDisposition().isPresent()) {
            throw new NotUnderstood("a review without what holds since then");
        }
        return answer;
    }
}
