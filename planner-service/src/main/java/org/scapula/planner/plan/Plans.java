package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;
import org.scapula.planner.event.EventType;
import org.scapula.planner.event.Events;
import org.scapula.planner.remote.TriageAssessment;

/// All plans that were made. Each is written and read inside the room of its clinic, and leaves a trace there.
@ApplicationScoped
class Plans implements PanacheRepositoryBase<Plan, UUID>, PatientRecords {

    /// From a plan to the one it went on from, and so on; where a clinician has changed that since, to what stands
    /// there now.
    private static final String CHAIN = """
            with recursive chain (id, previous, nth) as (
                select p.id, p.previous, 1 from plan p where p.id = :id
                union all
                select s.id, s.previous, c.nth + 1 from chain c cross join lateral (
                    with recursive now (id) as (
                        select c.previous
                        union all
                        select r.id from plan r join now n on r.replaces = n.id)
                    select p.id, p.previous from now n join plan p on p.id = n.id
                    where not exists (select from plan r where r.replaces = p.id)) s
                where c.nth < :most)
            select id from chain""";

    private static final String IN_PLACE_OF = """
            with recursive before (id, stands) as (
                select id, id from plan where id = any (:ids)
                union all
                select p.replaces, b.stands from before b join plan p on p.id = b.id where p.replaces is not null)
            select id, stands from before""";

    /// What a person has lived by: what they logged, and what stood on a day that is over. Of a plan and its edits the
    /// one that stands there now; it counts as made when the first of them was.
    private static final String LIVED = """
            with recursive mine (id, starts_on, first, since) as (
                select id, starts_on, id, created_at from plan
                where patient = :patient and replaces is null and starts_on between :from and :today
                union all
                select p.id, p.starts_on, m.first, m.since from plan p join mine m on p.replaces = m.id)
            select m.id, m.starts_on, m.since from mine m
            where not exists (select from plan r where r.replaces = m.id)
                and (m.starts_on < :today and not exists (
                        select from mine o where o.since > m.since and o.starts_on <= m.starts_on)
                    or exists (select from mine o join session_log l on l.plan = o.id where o.first = m.first))
            order by m.starts_on, m.since, m.id""";

    private static final String ONE_AFTER_THE_OTHER =
            "select cast(pg_advisory_xact_lock(hashtextextended(:plan, 0)) as text)";

    /// After so many without exercise a person starts as for the first time.
    private static final int DAYS_TO_START_ANEW = 21;

    private final ClinicRoom room;
    private final Audit audit;
    private final Events events;
    private final Freezes freezes;
    private final OvertakenPlans overtaken;
    private final SessionLogs logs;
    private final ObjectMapper json;
    private final Clock clock;

    Plans(
            ClinicRoom room,
            Audit audit,
            Events events,
            Freezes freezes,
            OvertakenPlans overtaken,
            SessionLogs logs,
            ObjectMapper json,
            Clock clock) {
        this.room = room;
        this.audit = audit;
        this.events = events;
        this.freezes = freezes;
        this.overtaken = overtaken;
        this.logs = logs;
        this.json = json;
        this.clock = clock;
    }

    /// A patient does not read on in a plan that is frozen or no longer fits; a clinician may.
    Uni<Plan> require(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> known(id)
                        .call(plan -> caller.patient().isPresent()
                                ? freezes.refuseWhileFrozen(plan.patient).chain(() -> overtaken.refuse(plan.id))
                                : Uni.createFrom().voidItem())
                        .call(plan -> audit.note(caller, act("plan.read", plan))));
    }

    /// Whoever was stopped goes on only by an assessment that answers it, or with a clinician's approval of it;
    /// and nobody gets around what they logged by asking for a first week. That is looked at while the plan is made
    /// as if it were one, and what is wrong with the plan goes before it.
    ///
    /// @param after makes it anew from the weeks behind the person, where there are any; it reads them itself
    Uni<Plan> keep(
            Caller caller,
            Draft.Asked asked,
            TriageAssessment said,
            Uni<Drafted> draft,
            Function<Supplier<SoFar>, Uni<Drafted>> after) {
        boolean approved = asked.approved().isPresent();
        return room.writing(
                caller,
                said.patient(),
                () -> freezes.endBy(caller, said.patient(), said, approved, clock.instant())
                        .chain(() -> logs.tellOfAFlareSince(said.patient(), said.assessedAt()))
                        .invoke(flared -> Refusals.unlessAssessedSince(said, flared))
                        .onFailure()
                        .recoverWithUni(refusal -> draft.chain(Drafted::check)
                                .chain(() -> Uni.createFrom().<Boolean>failure(refusal)))
                        .chain(() -> lived(said.patient(), asked))
                        .chain(lived -> goingOn(asked, lived, draft, after))
                        .chain(this::keepIfItPasses)
                        .call(kept -> events.tell(caller, EventType.PLAN_CREATED, "/plans/" + kept.id))
                        .call(kept -> audit.note(caller, act(approved ? "plan.approve" : "plan.create", kept))));
    }

    /// A plan that is still to pass its last check.
    ///
    /// @param checking begins the check; it fails where the plan does not pass
    record Drafted(Plan row, Supplier<Uni<Void>> checking) {

        Uni<Void> check() {
            return checking.get();
        }
    }

    /// Checked while the database writes it down, which takes as long. What does not pass is not kept: its transaction
    /// ends with nothing.
    private Uni<Plan> keepIfItPasses(Drafted drafted) {
        var passed = drafted.check();
        return persistAndFlush(drafted.row()).call(() -> passed);
    }

    /// A plan that the person has lived by.
    ///
    /// @param since when it was made or, of an edit, when the first was that it stands in the place of
    private record Lived(UUID id, LocalDate startsOn, Instant since) {}

    private Uni<List<Lived>> lived(String patient, Draft.Asked asked) {
        return getSession()
                .chain(session -> session.createNativeQuery(LIVED, Object[].class)
                        .setParameter("patient", patient)
                        .setParameter("from", asked.startsOn().minusWeeks(SoFar.MOST))
                        .setParameter("today", asked.today())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Lived((UUID) row[0], (LocalDate) row[1], ((OffsetDateTime) row[2]).toInstant()))
                        .toList());
    }

    private Uni<Drafted> goingOn(
            Draft.Asked asked, List<Lived> lived, Uni<Drafted> draft, Function<Supplier<SoFar>, Uni<Drafted>> after) {
        if (asked.soFar().isPresent()) {
            refuseIfLivedByAnother(asked.soFar().get().last(), lived);
            return draft;
        }
        var behind = withoutALongBreak(lived, asked.startsOn());
        return behind.isEmpty()
                ? draft
                : list("id in ?1", behind)
                        .map(found -> found.stream()
                                .sorted(Comparator.comparing(plan -> behind.indexOf(plan.id)))
                                .toList())
                        .chain(weeks -> said(weeks).chain(said -> after.apply(() -> SoFar.of(weeks, said, json))));
    }

    private static void refuseIfLivedByAnother(SoFar.Lived from, List<Lived> lived) {
        var madeAt = lived.stream()
                .filter(it -> it.id().equals(from.plan()))
                .map(Lived::since)
                .findFirst()
                .orElse(from.madeAt());
        lived.stream()
                .filter(it -> it.since().isAfter(madeAt))
                .max(Comparator.comparing(Lived::since))
                .ifPresent(latest -> {
                    throw Refusals.livedByAnother(latest.id());
                });
    }

    /// Back from the start, as long as less than three weeks lie in between (H45).
    private static List<UUID> withoutALongBreak(List<Lived> lived, LocalDate startsOn) {
        var behind = new ArrayDeque<UUID>();
        var next = startsOn;
        for (var week : lived.reversed()) {
            if (!week.startsOn().plusDays(7 + DAYS_TO_START_ANEW).isAfter(next)) {
                break;
            }
            behind.addFirst(week.id());
            next = week.startsOn();
        }
        return List.copyOf(behind);
    }

    /// With what was said of them.
    Uni<SoFar> soFar(List<Plan> weeks) {
        return said(weeks).map(said -> SoFar.of(weeks, said, json));
    }

    /// What counts of each session, by plan; what was said of a plan that another has replaced goes over to that.
    Uni<Map<UUID, List<LoggedSession>>> said(List<Plan> weeks) {
        return inPlaceOf(weeks.stream().map(one -> one.id).toList()).chain(logs::lastWords);
    }

    /// A plan of another clinic, or of another patient where a patient asks, is not there.
    /// The last that was made for a person.
    Uni<Optional<Plan>> last(String patient) {
        return find("patient = ?1 order by createdAt desc, id desc", patient)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<Plan> known(UUID id) {
        return findById(id).onItem().ifNull().failWith(() -> Problems.notFound("No plan with id " + id));
    }

    /// For each of these plans and each that it took the place of, the one that stands there now.
    Uni<Map<UUID, UUID>> inPlaceOf(List<UUID> plans) {
        return getSession()
                .chain(session -> session.createNativeQuery(IN_PLACE_OF, Object[].class)
                        .setParameter("ids", plans.toArray(UUID[]::new))
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (UUID) row[1])));
    }

    Uni<Void> refuseIfReplaced(UUID plan) {
        return find("replaces", plan)
                .firstResult()
                .invoke(other -> Optional.ofNullable(other).ifPresent(found -> {
                    throw Refusals.replaced(found.id);
                }))
                .replaceWithVoid();
    }

    /// Until this transaction ends nobody else logs a session of the plan, takes its place or is stopped with it.
    Uni<Void> oneAfterTheOther(UUID plan) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE_AFTER_THE_OTHER, String.class)
                        .setParameter("plan", plan.toString())
                        .getSingleResult())
                .replaceWithVoid();
    }

    /// In the place of the plan that it was made from.
    ///
    /// @param heard what was said of that plan when the change was judged
    Uni<Plan> keepEdited(Caller caller, Plan plan, List<UUID> heard) {
        var before = Objects.requireNonNull(plan.replaces);
        return room.writing(
                caller,
                plan.patient,
                () -> oneAfterTheOther(before)
                        .chain(() -> freezes.refuseWhileFrozen(plan.patient))
                        .chain(() -> refuseIfReplaced(before))
                        .chain(() -> refuseUnlessAllWasHeard(before, heard))
                        .chain(() -> persistAndFlush(plan))
                        .call(kept -> events.tell(caller, EventType.PLAN_CREATED, "/plans/" + kept.id))
                        .call(kept -> audit.note(caller, act("plan.edit", kept))));
    }

    private Uni<Void> refuseUnlessAllWasHeard(UUID plan, List<UUID> heard) {
        return inPlaceOf(List.of(plan))
                .chain(logs::lastWords)
                .map(said -> said.getOrDefault(plan, List.of()))
                .invoke(said -> {
                    if (!said.stream().map(row -> row.id).toList().equals(heard)) {
                        throw new SaidMeanwhile();
                    }
                })
                .replaceWithVoid();
    }

    /// This plan and those of the same person that begin so many days before or after it at most; of a plan and its
    /// edits the one that stands there now.
    Uni<List<Plan>> around(Plan plan, int days) {
        return list(
                        "patient = ?1 and startsOn between ?2 and ?3",
                        plan.patient,
                        plan.startsOn.minusDays(days),
                        plan.startsOn.plusDays(days))
                .map(Plans::standing);
    }

    private static List<Plan> standing(List<Plan> plans) {
        var replaced = plans.stream()
                .flatMap(plan -> Optional.ofNullable(plan.replaces).stream())
                .toList();
        return plans.stream().filter(plan -> !replaced.contains(plan.id)).toList();
    }

    /// This plan and those it goes on from, the oldest first.
    Uni<List<Plan>> chain(UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(CHAIN, UUID.class)
                        .setParameter("id", id)
                        .setParameter("most", SoFar.MOST)
                        .getResultList())
                .chain(ids -> list("id in ?1 order by startsOn, id", ids));
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
