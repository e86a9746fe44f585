package org.scapula.planner.plan;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;

/// All plans that were made. Each is written and read inside the room of its clinic, and leaves a trace there.
@ApplicationScoped
class Plans implements PanacheRepositoryBase<Plan, UUID>, PatientRecords {

    private final ClinicRoom room;
    private final Audit audit;

    Plans(ClinicRoom room, Audit audit) {
        this.room = room;
        this.audit = audit;
    }

    /// A plan of another clinic, or of another patient where a patient asks, is not there.
    Uni<Plan> require(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> findById(id)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Problems.notFound("No plan with id " + id))
                        .call(plan -> audit.note(caller, act("plan.read", plan))));
    }

    Uni<Plan> keep(Caller caller, Plan plan) {
        return room.writing(
                caller,
                plan.patient,
                () -> persistAndFlush(plan).call(kept -> audit.note(caller, act("plan.create", kept))));
    }

    @Override
    public String kind() {
        return "plans";
    }

    /// A plan, and the wish and the assessment it was made from: both are about the person.
    @Override
    public Uni<List<String>> of(String patient) {
        return list("patient = ?1 order by createdAt, id", patient)
                .map(plans -> plans.stream().map(Plans::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete("patient", patient).map(Math::toIntExact);
    }

    private static String whole(Plan plan) {
        return "{\"plan\":" + plan.shown + ",\"madeFrom\":" + plan.asked + "}";
    }

    private static Act act(String name, Plan plan) {
        return Act.of(name, "plan", plan.id, Etags.of(plan.shown), plan.patient);
    }
}
