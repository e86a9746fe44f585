package org.scapula.planner.remote;

import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// Asks triage what it asks, and what a person answered. With the token of whoever wants to know: triage decides who
/// may, and notes that they did.
@ApplicationScoped
public class TriageSheets {

    private final TriageApi assessments;
    private final TriageQuestionnaireApi questionnaire;
    private final PersonsToken token;
    private final NeighbourJson json;

    TriageSheets(
            @RestClient TriageApi assessments,
            @RestClient TriageQuestionnaireApi questionnaire,
            PersonsToken token,
            NeighbourJson json) {
        this.assessments = assessments;
        this.questionnaire = questionnaire;
        this.token = token;
        this.json = json;
    }

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
    @CircuitBreakerName("triage-questions")
    public Uni<TriageQuestions> questions() {
        token.requireFor(PersonsToken.TRIAGE);
        return questionnaire
                .questions()
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(PersonsToken.TRIAGE))
                .map(body -> json.read(body, TriageQuestions.class));
    }

    /// Empty when triage knows no such assessment, or none that the caller may see.
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
    @CircuitBreakerName("triage-sheets")
    public Uni<Optional<TriageSheet>> of(UUID assessment) {
        token.requireFor(PersonsToken.TRIAGE);
        return assessments
                .assessment(assessment)
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(PersonsToken.TRIAGE))
                .map(body -> Optional.of(understood(assessment, json.read(body, TriageSheet.class))))
                .onFailure(json::saysNotFound)
                .recoverWithItem(Optional.empty());
    }

    private static TriageSheet understood(UUID asked, TriageSheet answer) {
        if (!answer.id().equals(asked)) {
            throw new NotUnderstood("another assessment than the one asked for");
        }
        if (!answer.answers().values().stream().allMatch(TriageSheets::isAnAnswer)) {
            throw new NotUnderstood("an answer that is neither yes, no, unknown nor a number");
        }
        return answer;
    }

    private static boolean isAnAnswer(Object answer) {
        return answer instanceof Number
                || (answer instanceof String said
                        && Set.of("yes", "no", "unknown").contains(said));
    }
}
