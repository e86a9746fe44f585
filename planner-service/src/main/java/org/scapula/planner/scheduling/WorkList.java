package org.scapula.planner.scheduling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.access.Role;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;
import org.scapula.planner.event.EventType;
import org.scapula.planner.event.Events;
import org.scapula.planner.plan.Alarm;
import org.scapula.planner.remote.TriageAssessment;

/// What a person at the clinic has to look at. Nothing is on it twice, and nothing leaves it unseen.
@ApplicationScoped
class WorkList implements PatientRecords, Alarm {

    private static final String RAISE = """
            insert into work_item (id, clinic, patient, kind, rank, request, assessment, since, version)
            values (:id, :clinic, :patient, :kind, cast(:rank as smallint),
                cast(nullif(cast(:request as text), '') as uuid), :assessment, cast(:at as timestamptz), 1)
            on conflict do nothing returning id""";

    private final ClinicRoom room;
    private final Audit audit;
    private final Events events;
    private final ObjectMapper json;
    private final Clock clock;

    WorkList(ClinicRoom room, Audit audit, Events events, ObjectMapper json, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /// Where a page begins.
    record Place(int rank, UUID id) {

        static final Place FIRST = new Place(-1, new UUID(0, 0));
    }

    Uni<List<WorkItem>> page(Caller caller, Place after, int most) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> session.createSelectionQuery(
                                        "from WorkItem w where w.doneAt is null"
                                                + " and (w.rank > :rank or (w.rank = :rank and w.id > :id)) order by w.rank, w.id",
                                        WorkItem.class)
                                .setParameter("rank", (short) after.rank())
                                .setParameter("id", after.id())
                                .setMaxResults(most)
                                .getResultList())
                        .call(() ->
                                audit.note(caller, new Act("work-item.list", "work-item", "", "", Optional.empty()))));
    }

    Uni<WorkItemView> require(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> known(id, LockMode.NONE)
                        .call(row -> audit.note(caller, act("work-item.read", row)))
                        .map(WorkItemView::of));
    }

    Uni<WorkItemView> done(Caller caller, UUID id, IfMatch seen) {
        return room.inside(
                caller,
                () -> known(id, LockMode.PESSIMISTIC_WRITE)
                        .invoke(row -> end(caller, row, seen))
                        .call(() -> Panache.getSession().chain(session -> session.flush()))
                        .call(row -> audit.note(caller, act("work-item.done", row)))
                        .map(WorkItemView::of));
    }

    private void end(Caller caller, WorkItem row, IfMatch seen) {
        var current = WorkItemView.of(row);
        seen.mustName(current.tag(), () -> current);
        if (row.kind.isForClinicians() && !caller.roles().contains(Role.CLINICIAN)) {
            throw Problems.forbidden("It takes a clinician to say that this is done.");
        }
        if (row.doneAt != null) {
            throw Problems.of(409, "already-done", "It is done", "Somebody has done this already.", java.util.Map.of());
        }
        row.isDone(now(), caller.subject());
    }

    /// Inside the room: whether the clinic has yet to see to an emergency of this person, told after this moment.
    Uni<Boolean> hasAnEmergencySince(String patient, Instant moment) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(w) from WorkItem w where w.patient = :patient and w.kind = :kind"
                                        + " and w.doneAt is null and w.since > :moment",
                                Long.class)
                        .setParameter("patient", patient)
                        .setParameter("kind", WorkKind.EMERGENCY)
                        .setParameter("moment", moment)
                        .getSingleResult())
                .map(open -> open > 0);
    }

    /// Inside the room: whether the clinic was told of this emergency and has seen to it, since a clinician has said
    /// last
    /// that it is one.
    Uni<Boolean> hasSeenTo(TriageAssessment emergency) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(w) from WorkItem w where w.patient = :patient and w.kind = :kind"
                                        + " and w.assessment = :assessment and w.doneAt >= :raised",
                                Long.class)
                        .setParameter("patient", emergency.patient())
                        .setParameter("kind", WorkKind.EMERGENCY)
                        .setParameter("assessment", emergency.id())
                        .setParameter("raised", emergency.reviewedAt().orElse(Instant.EPOCH))
                        .getSingleResult())
                .map(done -> done > 0);
    }

    /// What it is about.
    record About(String patient, Optional<UUID> request, UUID assessment, Priority priority) {

        static About of(BookingRequest row) {
            return new About(row.patient, Optional.of(row.id), row.assessment, row.priority);
        }
    }

    /// Nothing is booked for the person until the clinic has seen to it.
    @Override
    public Uni<Void> ofAnEmergency(Caller caller, String patient, UUID assessment) {
        return raise(caller, WorkKind.EMERGENCY, new About(patient, Optional.empty(), assessment, Priority.URGENT))
                .call(() -> audit.note(caller, Act.of("emergency.raise", "assessment", assessment, "", patient)));
    }

    @Override
    public Uni<Void> ofAnEmergencyAtTheDoor(Caller caller, String patient, UUID assessment, Latest latest) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(w) from WorkItem w where w.patient = :patient and w.kind = :kind"
                                        + " and w.assessment = :assessment and (w.doneAt is null"
                                        + " or (w.since > :letGo and w.doneAt >= :raised))",
                                Long.class)
                        .setParameter("patient", patient)
                        .setParameter("kind", WorkKind.EMERGENCY)
                        .setParameter("assessment", assessment)
                        .setParameter("letGo", latest.letGo())
                        .setParameter("raised", latest.raised())
                        .getSingleResult())
                .chain(told -> told > 0 ? Uni.createFrom().voidItem() : ofAnEmergency(caller, patient, assessment));
    }

    /// Inside the room: put on the list, and told, unless it stands there already.
    Uni<Void> raise(Caller caller, WorkKind kind, About about) {
        var at = now();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RAISE, UUID.class)
                        .setParameter("id", TimeOrderedId.at(at))
                        .setParameter("clinic", caller.clinic())
                        .setParameter("patient", about.patient())
                        .setParameter("kind", kind.name())
                        .setParameter("rank", kind.rank(about.priority()))
                        .setParameter(
                                "request", about.request().map(UUID::toString).orElse(""))
                        .setParameter("assessment", about.assessment())
                        .setParameter("at", at.atOffset(ZoneOffset.UTC))
                        .getResultList())
                .chain(added ->
                        added.isEmpty() ? Uni.createFrom().voidItem() : told(caller, kind, about, added.getFirst()));
    }

    private Uni<Void> told(Caller caller, WorkKind kind, About about, UUID item) {
        var itself = "/v1/work-list/" + item;
        return switch (kind) {
            case EMERGENCY -> events.tell(caller, EventType.EMERGENCY_RAISED, itself);
            case PLAN_REVIEW -> events.tell(caller, EventType.PLAN_REVIEW_DUE, itself);
            default ->
                events.tell(
                        caller,
                        EventType.BOOKING_REQUEST_ATTENTION,
                        about.request().map(id -> "/v1/booking-requests/" + id).orElse(itself));
        };
    }

    /// Inside the room: what is true no longer needs nobody.
    Uni<Void> settle(Caller caller, UUID request, Set<WorkKind> kinds) {
        return kinds.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createMutationQuery(
                                        "update WorkItem set doneAt = :at, doneBy = :by, version = version + 1"
                                                + " where request = :request and doneAt is null and kind in :kinds")
                                .setParameter("at", now())
                                .setParameter("by", caller.subject())
                                .setParameter("request", request)
                                .setParameter("kinds", kinds)
                                .executeUpdate())
                        .replaceWithVoid();
    }

    /// Inside the room: what is open about this request presses more.
    Uni<Void> presses(UUID request) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "update WorkItem set rank = cast(rank - 1 as Short), version = version + 1"
                                        + " where request = :request and doneAt is null and rank > 1")
                        .setParameter("request", request)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<WorkItem> known(UUID id, LockMode lock) {
        return Panache.getSession()
                .chain(session -> session.find(WorkItem.class, id, lock))
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound("Nothing with id " + id + " is on the work list."));
    }

    private static Act act(String name, WorkItem row) {
        return Act.of(name, "work-item", row.id, String.valueOf(row.version), row.patient);
    }

    // Postgres keeps microseconds; milliseconds are the same before and after.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public String kind() {
        return "workItems";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from WorkItem where patient = :patient order by since, id", WorkItem.class)
                        .setParameter("patient", patient)
                        .getResultList())
                .map(rows ->
                        rows.stream().map(row -> text(WorkItemView.of(row))).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from WorkItem where patient = :patient")
                        .setParameter("patient", patient)
                        .executeUpdate());
    }

    private String text(WorkItemView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
