package org.scapula.planner.plan;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.patient.PatientRecords;

/// Plans that no longer fit. Called inside the room of a clinic.
@ApplicationScoped
class OvertakenPlans implements PanacheRepositoryBase<OvertakenPlan, UUID>, PatientRecords {

    /// The plan itself deals with what is reported of its own sessions, and so does a clinician's edit of it.
    private static final String BY = """
            with recursive own (id) as (
                select cast(:reportedOf as uuid)
                union all
                select p.id from plan p join own o on p.replaces = o.id),
            before (id, replaces) as (
                select id, replaces from plan where id = :reportedOf
                union all
                select p.id, p.replaces from plan p join before b on p.id = b.replaces)
            insert into plan_overtaken (plan, clinic, patient, overtaken_at, reported_of)
            select p.id, p.clinic, p.patient, :at, :reportedOf from plan p
            where p.patient = :patient and p.starts_on > :aWeekAgo and p.id not in (select id from own)
                and (:every or jsonb_extract_path_text(p.document, 'progress', 'step') = 'UP'
                    and p.previous in (select id from own union all select id from before)
                    and not exists (select from session_log l where l.plan = p.id))
            on conflict do nothing""";

    /// All plans of the person that were made before this report and are not over yet.
    Uni<Void> by(LoggedSession report, LocalDate today) {
        return by(report, today, true);
    }

    /// Of those the ones that were made from that plan, ask for more than it did, and are not begun yet: whoever is in
    /// such a week is not left without one, and the next heeds the report.
    Uni<Void> raisedBy(LoggedSession report, LocalDate today) {
        return by(report, today, false);
    }

    private Uni<Void> by(LoggedSession report, LocalDate today, boolean every) {
        return getSession()
                .chain(session -> session.createNativeQuery(BY)
                        .setParameter("reportedOf", report.plan)
                        .setParameter("at", report.loggedAt)
                        .setParameter("patient", report.patient)
                        .setParameter("aWeekAgo", today.minusDays(7))
                        .setParameter("every", every)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Optional<OvertakenPlan>> of(UUID plan) {
        return findById(plan).map(Optional::ofNullable);
    }

    Uni<Void> refuse(UUID plan) {
        return of(plan).invoke(found -> found.ifPresent(overtaken -> {
                    throw Refusals.overtaken(overtaken);
                }))
                .replaceWithVoid();
    }

    @Override
    public String kind() {
        return "overtakenPlans";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list("patient = ?1 order by overtakenAt, plan", patient)
                .map(rows -> rows.stream().map(OvertakenPlans::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete("patient", patient).map(Math::toIntExact);
    }

    private static String whole(OvertakenPlan row) {
        return "{\"plan\":\"" + row.plan + "\",\"overtakenAt\":\"" + row.overtakenAt + "\",\"reportedOf\":\""
                + row.reportedOf + "\"}";
    }
}
