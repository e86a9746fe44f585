package org.scapula.planner.scheduling;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.planner.search.Criteria;

/// Booking requests, and the times that are offered for them, for those who look over more than one. Each request that
/// is shown is noted as read.
@ApplicationScoped
public class RequestsOnFile {

    /// What is over by the clock is over, whether or not anybody has come to note it. To be seen is still to come for
    /// all that is neither done nor called off. What the clock changes, it changes at its own time: that
    /// something is over, and that nobody was seen when the window closed, which makes it more pressing.
    /// An emergency that was told since, as in `BookingRequests`, stops it until a clinician has seen to it.
    private static final String STANDING = """
            select b.*,
                case when n.now_in = 'FULFILLED' then 'completed' when n.now_in = 'CANCELLED' then 'revoked'
                    else 'active' end as status,
                n.now_in, b.window_from as starts, b.window_until as ends,
                case when n.now_in <> b.state then coalesce(b.hold_until, b.reply_by) else b.since end as now_since,
                greatest(b.changed_at, case when n.now_in <> b.state then coalesce(b.hold_until, b.reply_by) end,
                    case when b.window_until <= cast(:now as timestamptz) and not b.overdue
                            and n.now_in not in ('BOOKED', 'CONFIRMED', 'FULFILLED', 'CANCELLED')
                        then b.window_until end,
                    case when n.now_in not in ('FULFILLED', 'CANCELLED') then e.changed_at end) as updated,
                coalesce(e.open, false) as emergency
            from (select id, patient, assessment, priority, visit_type, state, window_from, window_until, overdue, reasons,
                    since, visit, hold_until, reply_by, external_id, assessed_at, created_at, changed_at, version
                from booking_request) b
            cross join lateral (select case
                when b.state in ('HELD', 'OFFERED') and coalesce(b.hold_until, b.reply_by) <= cast(:now as timestamptz)
                    then 'EXPIRED'
                else b.state end as now_in) n
            left join lateral (
                select bool_or(w.done_at is null) as open, max(coalesce(w.done_at, w.since)) as changed_at
                from work_item w
                where w.patient = b.patient and w.kind = 'EMERGENCY'
                    and w.since > least(b.assessed_at, b.created_at)) e on true""";

    /// A time that somebody has is not free, also for a person who sees nobody else's visits, and neither is
    /// one that cannot be chosen any more. Systems look for a time by its start (FHIR's Slot.start). When it
    /// last changed is not known: what others book changes it.
    private static final String OFFERED = """
            select o.id, o.request, o.patient, o.practitioner, o.starts_at, o.ends_at,
                case when o.starts_at <= cast(:now as timestamptz) then 'busy-unavailable'
                    when own.held then 'busy-tentative'
                    when own.taken then 'busy'
                    when not b.open then 'busy-unavailable'
                    when exists (select from free_slots(o.request, cast(:now as timestamptz)) f where f.slot = o.id)
                        then 'free'
                    else 'busy' end as status,
                o.starts_at as starts, o.starts_at as ends
            from offered_slot o
            join lateral (
                select b.state in ('OFFERED', 'HELD')
                    and coalesce(b.hold_until, b.reply_by) > cast(:now as timestamptz)
                    and not exists (
                        select from work_item w where w.patient = b.patient and w.kind = 'EMERGENCY'
                            and w.done_at is null and w.since > least(b.assessed_at, b.created_at)) as open
                from booking_request b where b.id = o.request) b on true
            left join lateral (
                select bool_or(v.status = 'PROPOSED' and v.hold_until > cast(:now as timestamptz)) as held,
                    bool_or(v.status in ('PENDING', 'BOOKED')) as taken
                from visit v
                where v.request = o.request and v.practitioner = o.practitioner
                    and tstzrange(v.starts_at, v.ends_at) && tstzrange(o.starts_at, o.ends_at)) own on true""";

    private static final String OPEN_WORK = """
            select w.kind, w.request, w.assessment, w.since, coalesce(b.priority = 'URGENT', false) as urgent
            from work_item w left join booking_request b on b.id = w.request
            where w.patient = :patient and w.done_at is null order by w.rank, w.id limit :most""";

    /// So much of the work list is told of a person.
    public static final int MOST_WORK = 50;

    private final ClinicRoom room;
    private final Audit audit;
    private final Clock clock;

    RequestsOnFile(ClinicRoom room, Audit audit, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.clock = clock;
    }

    /// A time that is offered for a request.
    ///
    /// @param status in the words of FHIR's Slot
    public record SlotOnFile(UUID id, UUID request, String practitioner, String status, Instant start, Instant end) {

        static SlotOnFile of(Tuple row) {
            return new SlotOnFile(
                    row.get("id", UUID.class),
                    row.get("request", UUID.class),
                    row.get("practitioner", String.class),
                    row.get("status", String.class),
                    row.get("starts_at", OffsetDateTime.class).toInstant(),
                    row.get("ends_at", OffsetDateTime.class).toInstant());
        }
    }

    /// Something that is on the work list about a person.
    ///
    /// @param assessment the answers because of which it is there
    /// @param urgent whether the request that it is about is urgent
    public record OpenWork(WorkKind kind, Optional<UUID> request, UUID assessment, Instant since, boolean urgent) {

        static OpenWork of(Tuple row) {
            return new OpenWork(
                    WorkKind.valueOf(row.get("kind", String.class)),
                    Optional.ofNullable(row.get("request", UUID.class)),
                    row.get("assessment", UUID.class),
                    row.get("since", OffsetDateTime.class).toInstant(),
                    row.get("urgent", Boolean.class));
        }
    }

    public Uni<RequestOnFile> require(Caller caller, UUID id) {
        return in(caller, Criteria.one(id))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problems.notFound("There is no booking request with this id.")));
    }

    public Uni<List<RequestOnFile>> in(Caller caller, Criteria criteria) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> criteria.in(session, STANDING, Map.of("now", clock.instant())))
                        .map(rows -> rows.stream().map(RequestOnFile::of).toList())
                        .call(found -> noted(caller, found)));
    }

    public Uni<SlotOnFile> requireSlot(Caller caller, UUID id) {
        return slots(caller, Criteria.one(id))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problems.notFound("There is no offered time with this id.")));
    }

    public Uni<List<SlotOnFile>> slots(Caller caller, Criteria criteria) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> criteria.in(session, OFFERED, Map.of("now", clock.instant())))
                        .map(rows -> rows.stream().map(SlotOnFile::of).toList())
                        .call(() -> audit.note(
                                caller, new Act("offered-slot.list", "offered-slot", "", "", caller.patient()))));
    }

    /// What is on the work list about this person, the most pressing first.
    public Uni<List<OpenWork>> openWork(Caller caller, String patient) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(OPEN_WORK, Tuple.class)
                                .setParameter("patient", patient)
                                .setParameter("most", MOST_WORK)
                                .getResultList())
                        .map(rows -> rows.stream().map(OpenWork::of).toList()));
    }

    private Uni<Void> noted(Caller caller, List<RequestOnFile> found) {
        var all = Uni.createFrom().voidItem();
        for (var request : found) {
            all = all.chain(() -> audit.note(
                    caller,
                    new Act(
                            "booking-request.read",
                            "booking-request",
                            request.id().toString(),
                            String.valueOf(request.version()),
                            Optional.of(request.patient()))));
        }
        return all;
    }
}
