package org.scapula.planner.visit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.patient.PatientRecords;

/// All visits of a clinic. `of…` and `required` enter the room themselves; everything else is called inside it.
@ApplicationScoped
public class Visits implements PatientRecords {

    private static final Duration FUTURE = Duration.ofDays(730);
    private static final int MOST = 2000;

    private static final String OCCUPY = """
            select occupy(:id, :request, :patient, :practitioner, :type, cast(:start as timestamptz),
                cast(:end as timestamptz), :status, cast(nullif(cast(:hold as text), '') as timestamptz),
                nullif(cast(:external as text), ''), cast(:moment as timestamptz))""";

    private static final String TAKEN = """
            select practitioner, startsAt, endsAt from KeptVisit
            where request <> :request and startsAt < :until and endsAt > :from
                and (status in :taken or status = :held and holdUntil > :now)""";

    private static final String LEFT = """
            select v.id, v.request, v.clinic, v.patient, l.practitioner, v.visit_type, l.starts_at, l.ends_at, l.version,
                v.created_at, l.at
            from visit_left l join visit v on v.id = l.visit
            where (l.practitioner = :practitioner or l.patient = :patient) and l.at >= cast(:from as timestamptz)
            order by l.at desc, v.id""";

    private final ClinicRoom room;
    private final Clock clock;

    Visits(ClinicRoom room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    /// Those that begin from then on, also cancelled ones, and not those that are only held; the first first. Of
    /// more than anybody reads, those that are to come.
    public Uni<List<Visit>> ofPatient(Caller caller, String patient, Instant from) {
        return since(caller, "patient", patient, from);
    }

    /// The same; and as cancelled those that somebody else has taken over since.
    public Uni<List<Visit>> ofPractitioner(Caller caller, String practitioner, Instant from) {
        return since(caller, "practitioner", practitioner, from)
                .chain(theirs -> room.inside(caller, () -> left(practitioner, "", from))
                        .map(left ->
                                Stream.concat(theirs.stream(), left.stream()).toList()));
    }

    private Uni<List<Visit>> since(Caller caller, String whose, String who, Instant from) {
        var now = clock.instant();
        return room.inside(
                        caller,
                        () -> rows(
                                whose + " = :who and startsAt >= :from and startsAt < :until and status <> :held"
                                        + " order by case when endsAt > :now then 0 else 1 end, startsAt, id",
                                Map.of(
                                        "who", who,
                                        "from", from,
                                        "until", now.plus(FUTURE),
                                        "held", VisitStatus.PROPOSED,
                                        "now", now)))
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(Visit::start).thenComparing(Visit::id))
                        .toList());
    }

    public Uni<Visit> required(Caller caller, UUID id) {
        return room.inside(caller, () -> found(id))
                .map(found -> found.orElseThrow(() -> Problems.notFound("No visit with id " + id)));
    }

    /// Inside the room.
    public Uni<Optional<Visit>> found(UUID id) {
        return kept(id).map(found -> found.map(row -> row.shown(clock.getZone())));
    }

    /// Inside the room.
    public Uni<List<Visit>> all(List<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : rows("id in :ids", Map.of("ids", ids));
    }

    /// What is asked of a time.
    public record Wanted(
            UUID id,
            UUID request,
            String patient,
            VisitType type,
            Slot slot,
            VisitStatus status,
            Optional<Instant> holdUntil) {}

    /// Takes a time for a visit, new or moved; false where somebody else has it.
    public Uni<Boolean> occupy(Wanted wanted, Instant at) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OCCUPY, Boolean.class)
                        .setParameter("id", wanted.id())
                        .setParameter("request", wanted.request())
                        .setParameter("patient", wanted.patient())
                        .setParameter("practitioner", wanted.slot().practitioner())
                        .setParameter("type", wanted.type().name())
                        .setParameter("start", wanted.slot().start())
                        .setParameter("end", wanted.slot().end())
                        .setParameter("status", wanted.status().name())
                        .setParameter(
                                "hold",
                                wanted.holdUntil().map(Instant::toString).orElse(""))
                        .setParameter("external", wanted.slot().externalId().orElse(""))
                        .setParameter("moment", at)
                        .getSingleResult()
                        .call(() -> forgotten(wanted.id())));
    }

    /// What others than this request have of that time, or is held for them. Inside the room.
    public Uni<List<Slot>> taken(UUID request, Instant from, Instant until) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(TAKEN, Object[].class)
                        .setParameter("request", request)
                        .setParameter("from", from)
                        .setParameter("until", until)
                        .setParameter("taken", List.of(VisitStatus.PENDING, VisitStatus.BOOKED))
                        .setParameter("held", VisitStatus.PROPOSED)
                        .setParameter("now", clock.instant())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Slot((String) row[0], (Instant) row[1], (Instant) row[2]))
                        .toList());
    }

    /// What became of it. Nothing, where there is none any more.
    public Uni<Void> becomes(UUID id, VisitStatus status, Optional<String> externalId, Instant at) {
        return kept(id).invoke(found -> found.ifPresent(row -> row.becomes(status, externalId, at)))
                .replaceWithVoid();
    }

    /// A hold that is over, or given back: it never became a visit.
    public Uni<Void> release(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from KeptVisit where id = :id and status = :status")
                        .setParameter("id", id)
                        .setParameter("status", VisitStatus.PROPOSED)
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public String kind() {
        return "visits";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return rows("patient = :whose order by startsAt, id", Map.of("whose", patient))
                .chain(theirs -> left("", patient, Instant.EPOCH)
                        .map(left -> Stream.concat(theirs.stream(), left.stream())
                                .map(Visits::whole)
                                .toList()));
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from KeptVisit where patient = :patient")
                        .setParameter("patient", patient)
                        .executeUpdate());
    }

    /// The database moves visits on its own: what the session remembers of one is forgotten, and read anew.
    private static Uni<Void> forgotten(UUID id) {
        return kept(id).call(found -> found.map(row -> Panache.getSession()
                                .invoke(session -> session.detach(row))
                                .replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWithVoid();
    }

    private static Uni<Optional<KeptVisit>> kept(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(KeptVisit.class, id))
                .map(Optional::ofNullable);
    }

    private Uni<List<Visit>> left(String practitioner, String patient, Instant from) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LEFT, Tuple.class)
                        .setParameter("practitioner", practitioner)
                        .setParameter("patient", patient)
                        .setParameter("from", from)
                        .setMaxResults(MOST)
                        .getResultList())
                .map(rows ->
                        rows.stream().map(row -> left(row, clock.getZone())).toList());
    }

    private static Visit left(Tuple row, ZoneId zone) {
        return new Visit(
                row.get("id", UUID.class),
                row.get("request", UUID.class),
                row.get("clinic", String.class),
                row.get("patient", String.class),
                row.get("practitioner", String.class),
                VisitType.valueOf(row.get("visit_type", String.class)),
                row.get("starts_at", OffsetDateTime.class).toInstant(),
                row.get("ends_at", OffsetDateTime.class).toInstant(),
                zone,
                VisitStatus.CANCELLED,
                Optional.empty(),
                row.get("version", Integer.class),
                Optional.empty(),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                row.get("at", OffsetDateTime.class).toInstant());
    }

    private Uni<List<Visit>> rows(String where, Map<String, Object> parameters) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createSelectionQuery("from KeptVisit where " + where, KeptVisit.class)
                            .setMaxResults(MOST);
                    parameters.forEach(query::setParameter);
                    return query.getResultList();
                })
                .map(rows ->
                        rows.stream().map(row -> row.shown(clock.getZone())).toList());
    }

    private static String whole(Visit visit) {
        return "{\"id\":\"" + visit.id() + "\",\"bookingRequest\":\"" + visit.request() + "\",\"practitioner\":\""
                + visit.practitioner() + "\",\"visitType\":\"" + visit.type() + "\",\"start\":\"" + visit.start()
                + "\",\"end\":\"" + visit.end() + "\",\"status\":\"" + visit.status() + "\"}";
    }
}
