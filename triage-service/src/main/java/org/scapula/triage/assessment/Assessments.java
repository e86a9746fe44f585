package org.scapula.triage.assessment;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.scapula.edge.Etags;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;

/// All judgements that were given and kept.
@ApplicationScoped
class Assessments implements PanacheRepositoryBase<Assessment, UUID>, PatientRecords {

    private static final String TYPE = "assessment";

    /// The walls show no other clinic; a removal says so once more, because nothing brings back what it took too much.
    private static final String OF_PATIENT =
            "patient = ?1 and clinic = cast(function('current_setting', 'scapula.clinic') as String)";

    private final ClinicRoom room;
    private final Audit audit;

    Assessments(ClinicRoom room, Audit audit) {
        this.room = room;
        this.audit = audit;
    }

    /// That of another clinic, or of another patient than the one who asks, is not there.
    Uni<Assessment> require(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> in(caller.clinic(), id)
                        .map(found -> seen(found, caller, id))
                        .call(read -> noted(caller, "assessment.read", read)));
    }

    /// Makes a new one out of the one it replaces, and keeps it.
    Uni<Assessment> keep(
            Caller caller, String patient, Optional<UUID> replaces, Function<Optional<Assessment>, Assessment> made) {
        return room.writing(
                caller,
                patient,
                () -> replaced(caller.clinic(), patient, replaces)
                        .map(made)
                        .chain(this::persistAndFlush)
                        .call(kept -> noted(caller, "assessment.create", kept)));
    }

    @Override
    public String kind() {
        return "assessments";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list(OF_PATIENT + " order by assessedAt, id", patient)
                .map(rows -> rows.stream().map(Assessment::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete(OF_PATIENT, patient).map(Math::toIntExact);
    }

    private Uni<Optional<Assessment>> in(String clinic, UUID id) {
        return find("id = ?1 and clinic = ?2", id, clinic)
                .<Assessment>firstResult()
                .map(Optional::ofNullable);
    }

    private static Assessment seen(Optional<Assessment> found, Caller caller, UUID id) {
        return found.filter(assessment -> caller.maySee(assessment.patient))
                .orElseThrow(() -> Problems.notFound("No assessment with id " + id));
    }

    private Uni<Optional<Assessment>> replaced(String clinic, String patient, Optional<UUID> replaces) {
        return replaces.map(id -> in(clinic, id).map(found -> Optional.of(ofSame(patient, found))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Assessment ofSame(String patient, Optional<Assessment> found) {
        return found.filter(assessment -> assessment.patient.equals(patient))
                .orElseThrow(() -> Problems.invalid(new FieldError(
                        "/replaces", "unknown-value", "is not the id of an assessment of this patient")));
    }

    private Uni<Void> noted(Caller caller, String act, Assessment assessment) {
        return audit.note(caller, Act.of(act, TYPE, assessment.id, Etags.of(assessment.shown), assessment.patient));
    }
}
