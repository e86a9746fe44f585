package org.scapula.planner.plan;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.planner.search.Criteria;

/// Plans for those who look over more than one of them. Whoever may not read a plan does not read it here either, and
/// each that is shown is noted as read.
@ApplicationScoped
public class PlansOnFile {

    /// The gravest of the freezes that hold, as in `Freezes`. A plan counts no more once a later one has begun,
    /// or begins before it ever does; an edit is as late as the plan that it stands in the place of. Both are
    /// what `ExerciseDayRules.theLastPlanCounts` says of the days from today on.
    private static final String STANDING = """
            select p.id, p.patient, p.assessment_id, p.starts_on, p.starts_on + 6 as ends_on, p.created_at, p.replaces,
                p.shown, o.overtaken_at,
                case when r.id is not null then 'REPLACED'
                    when p.starts_on + 7 <= cast(:today as date) then 'OVER'
                    when later.since is not null then 'REPLACED'
                    when f.id is not null or o.plan is not null then 'FROZEN'
                    else 'ACTIVE' end as status,
                case when r.id is null then f.headline end as stopped,
                case when r.id is null then f.disposition end as judged,
                case when r.id is null then f.assessment end as judged_by,
                cast(p.starts_on as timestamp) at time zone cast(:zone as text) as starts,
                cast(p.starts_on + 7 as timestamp) at time zone cast(:zone as text) as ends,
                greatest(p.created_at, r.created_at, moved.at, o.overtaken_at, later.since,
                    case when p.starts_on + 7 <= cast(:today as date)
                        then cast(p.starts_on + 7 as timestamp) at time zone cast(:zone as text) end) as updated
            from plan p
            left join plan r on r.replaces = p.id
            left join plan_overtaken o on o.plan = p.id
            left join lateral (
                with recursive made as (
                    select q.id, q.created_at, q.starts_on, q.created_at as stands_since from plan q
                    where q.clinic = p.clinic and q.patient = p.patient and q.replaces is null
                    union all
                    select q.id, q.created_at, q.starts_on, m.stands_since from plan q join made m on q.replaces = m.id)
                select min(greatest(q.created_at, case when q.starts_on > p.starts_on
                        then cast(q.starts_on as timestamp) at time zone cast(:zone as text) end)) as since
                from made its
                join made q on (q.stands_since, q.created_at) > (its.stands_since, its.created_at)
                where its.id = p.id and q.starts_on <= greatest(p.starts_on, cast(:today as date))
                    and r.id is null and p.starts_on + 7 > cast(:today as date)) later on true
            left join lateral (
                select f.id, f.headline, f.disposition, f.assessment from plan_freeze f
                where f.clinic = p.clinic and f.patient = p.patient and f.thawed_at is null
                order by case coalesce(f.disposition, 'URGENT')
                    when 'EMERGENCY' then 0 when 'URGENT' then 1 when 'ROUTINE_CLINICIAN' then 2 else 3 end,
                    f.frozen_at desc
                limit 1) f on true
            left join lateral (
                select max(coalesce(f.thawed_at, f.frozen_at)) as at from plan_freeze f
                where f.clinic = p.clinic and f.patient = p.patient) moved on true""";

    private final ClinicRoom room;
    private final Audit audit;
    private final Freezes freezes;
    private final Clock clock;

    PlansOnFile(ClinicRoom room, Audit audit, Freezes freezes, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.freezes = freezes;
        this.clock = clock;
    }

    public Uni<PlanOnFile> require(Caller caller, UUID id) {
        return in(caller, Criteria.one(id))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problems.notFound("There is no plan with this id.")));
    }

    /// A patient does not read on in a plan while it is frozen; a clinic does.
    public Uni<List<PlanOnFile>> in(Caller caller, Criteria criteria) {
        return room.inside(
                caller,
                () -> caller.patient()
                        .map(freezes::refuseWhileFrozen)
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .chain(() -> standing(criteria))
                        .call(found -> noted(caller, found)));
    }

    private Uni<List<PlanOnFile>> standing(Criteria criteria) {
        return Panache.getSession()
                .chain(session -> criteria.in(
                        session,
                        STANDING,
                        Map.of(
                                "today",
                                LocalDate.now(clock),
                                "zone",
                                clock.getZone().getId())))
                .map(rows -> rows.stream().map(PlanOnFile::of).toList());
    }

    private Uni<Void> noted(Caller caller, List<PlanOnFile> found) {
        var all = Uni.createFrom().voidItem();
        for (var plan : found) {
            all = all.chain(() ->
                    audit.note(caller, Act.of("plan.read", "plan", plan.id(), Etags.of(plan.shown()), plan.patient())));
        }
        return all;
    }
}
