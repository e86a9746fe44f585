package org.scapula.planner.plan;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageClient;
import org.scapula.planner.remote.TriageNewest;

/// Where it is asked what triage says of somebody.
@ApplicationScoped
class TriageDesk {

    private final TriageClient triage;

    TriageDesk(TriageClient triage) {
        this.triage = triage;
    }

    /// @param patient who it is, where that is known without triage: then no answer waits for another
    TriageSays answers(UUID assessment, Predicate<TriageAssessment> isTheirs, Optional<String> patient) {
        var named = named(assessment, isTheirs);
        var newest = patient.map(this::newest).orElseGet(() -> named.chain(it -> newest(it.patient())));
        return new TriageSays(
                named,
                once(Uni.combine()
                        .all()
                        .unis(named, newest)
                        .with((known, all) -> all.since(known).map(head -> later(head, known.patient())))));
    }

    /// What holds of a person now: what triage said last, or of what they have named where nobody can tell that; as far
    /// as anybody can tell. Both are asked at once, so that nobody waits for one after the other.
    Uni<Optional<TriageSays.Later>> now(String patient, Optional<UUID> named) {
        var newest = newest(patient).map(all -> all.assessments().stream().findFirst());
        var said = named.map(id -> named(id, it -> it.patient().equals(patient))
                        .map(it -> Optional.of(new TriageNewest.Head(it.id(), it.assessedAt(), it.held()))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return Uni.combine()
                .all()
                .unis(orNothing(newest), orNothing(said))
                .with((last, asked) -> last.or(() -> asked).map(head -> later(head, patient)));
    }

    private static <T> Uni<Optional<T>> orNothing(Uni<Optional<T>> asked) {
        return asked.onFailure().recoverWithItem(Optional.empty());
    }

    private Uni<TriageAssessment> named(UUID assessment, Predicate<TriageAssessment> isTheirs) {
        return once(triage.assessment(assessment)
                .onFailure(Failures::isNoRefusal)
                .transform(failure -> Intake.unavailable("triage", failure))
                .map(found -> found.filter(isTheirs).orElseThrow(Refusals::unknownAssessment)));
    }

    private Uni<TriageNewest> newest(String patient) {
        return triage.newest(patient, TriageClient.FROM_THE_NEWEST, 1)
                // Who has the assessment that is named has one at least.
                .invoke(TriageNewest::requireAny)
                .onFailure(Failures::isNoRefusal)
                .transform(failure -> Intake.unavailable("triage", failure));
    }

    private TriageSays.Later later(TriageNewest.Head head, String patient) {
        return new TriageSays.Later(
                head,
                patient,
                once(triage.assessment(head.id())
                        .map(found -> found.filter(it -> it.patient().equals(patient)))));
    }

    private static <T> Uni<T> once(Uni<T> asked) {
        return asked.memoize().indefinitely();
    }
}
