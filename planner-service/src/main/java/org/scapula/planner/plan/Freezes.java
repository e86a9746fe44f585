package org.scapula.planner.plan;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.access.Caller;
import org.scapula.edge.patient.PatientRecords;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Disposition;

/// All freezes. They are of a person, not of a single plan: whoever must not go on does not go on with another one
/// either. Called inside the room of a clinic.
@ApplicationScoped
class Freezes implements PanacheRepositoryBase<Freeze, UUID>, PatientRecords {

    /// What nobody has judged counts as urgent.
    static final Comparator<Freeze> GRAVEST_FIRST = Comparator.comparing(
                    (Freeze freeze) -> freeze.disposition().orElse(Disposition.URGENT))
            .thenComparing(freeze -> freeze.frozenAt, Comparator.reverseOrder());

    /// The gravest of those that hold.
    Uni<Optional<Freeze>> holding(String patient) {
        return open(patient).map(found -> found.stream().min(GRAVEST_FIRST));
    }

    Uni<Void> refuseWhileFrozen(String patient) {
        return holding(patient)
                .invoke(freeze -> freeze.ifPresent(holds -> {
                    throw Refusals.frozen(holds);
                }))
                .replaceWithVoid();
    }

    /// Ends all that hold by what triage, or a clinician who reviewed its answer, says now; or refuses.
    Uni<Void> endBy(Caller caller, String patient, TriageAssessment said, boolean approved, Instant at) {
        return open(patient)
                .invoke(found -> {
                    found.stream()
                            .filter(freeze -> !freeze.isAnsweredBy(said, approved))
                            .min(GRAVEST_FIRST)
                            .ifPresent(holds -> {
                                throw Refusals.frozen(holds);
                            });
                    found.forEach(freeze -> freeze.end(at, caller.subject(), said.id()));
                })
                .replaceWithVoid();
    }

    /// Whether somebody was stopped by that answer of triage as it is now, even if another has let them go on since.
    /// Where a clinician let them go on with it, or has made it graver, they have to be stopped again.
    Uni<Boolean> isKnown(String patient, UUID assessment, Disposition held) {
        return list("patient = ?1 and assessment = ?2 and (thawedAt is null or thawedWith <> ?2)", patient, assessment)
                .map(found -> found.stream().anyMatch(freeze -> freeze.isAsGraveAs(held)));
    }

    /// When that answer let the person go on, as a clinician saw it then.
    Uni<Optional<Instant>> endedBy(String patient, UUID assessment) {
        return find("patient = ?1 and thawedWith = ?2 order by thawedAt desc", patient, assessment)
                .firstResult()
                .map(freeze -> Optional.ofNullable(freeze).map(it -> it.thawedAt));
    }

    /// All that hold.
    Uni<List<Freeze>> open(String patient) {
        return list("patient = ?1 and thawedAt is null", patient);
    }

    @Override
    public String kind() {
        return "freezes";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list("patient = ?1 order by frozenAt, id", patient)
                .map(rows -> rows.stream().map(Freezes::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete("patient", patient).map(Math::toIntExact);
    }

    private static String whole(Freeze row) {
        return "{\"plan\":\"" + row.plan + "\",\"frozenAt\":\"" + row.frozenAt + "\",\"cause\":\"" + row.why()
                + "\",\"doNow\":" + new JsonArray(row.doNow()).encode()
                + row.assessment().map(id -> ",\"assessmentId\":\"" + id + "\"").orElse("")
                + Optional.ofNullable(row.thawedAt)
                        .map(at -> ",\"thawedAt\":\"" + at + "\"")
                        .orElse("")
                + "}";
    }
}
