package org.scapula.planner.visit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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

/// Visits, for those who look over more than one of them. Each that is shown is noted as read.
@ApplicationScoped
public class VisitsOnFile {

    /// A hold that is over never became a visit. Systems look for one by its start (FHIR's Appointment.start).
    private static final String STANDING = """
            select v.id, v.request, v.clinic, v.patient, v.practitioner, v.visit_type, v.starts_at, v.ends_at,
                v.status as kept_status, v.hold_until, v.version, v.external_id, v.created_at, v.changed_at,
                lower(v.status) as status, v.starts_at as starts, v.starts_at as ends, v.changed_at as updated
            from visit v
            where v.status <> 'PROPOSED' or v.hold_until > cast(:now as timestamptz)""";

    private final ClinicRoom room;
    private final Audit audit;
    private final Clock clock;

    VisitsOnFile(ClinicRoom room, Audit audit, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.clock = clock;
    }

    public Uni<Visit> require(Caller caller, UUID id) {
        return in(caller, Criteria.one(id))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problems.notFound("There is no visit with this id.")));
    }

    public Uni<List<Visit>> in(Caller caller, Criteria criteria) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> criteria.in(session, STANDING, Map.of("now", clock.instant())))
                        .map(rows -> rows.stream()
                                .map(row -> visit(row, clock.getZone()))
                                .toList())
                        .call(found -> noted(caller, found)));
    }

    private Uni<Void> noted(Caller caller, List<Visit> found) {
        var all = Uni.createFrom().voidItem();
        for (var visit : found) {
            all = all.chain(() -> audit.note(
                    caller,
                    new Act(
                            "visit.read",
                            "visit",
                            visit.id().toString(),
                            String.valueOf(visit.version()),
                            Optional.of(visit.patient()))));
        }
        return all;
    }

    private static Visit visit(Tuple row, ZoneId zone) {
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
                VisitStatus.valueOf(row.get("kept_status", String.class)),
                Optional.ofNullable(row.get("hold_until", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.get("version", Integer.class),
                Optional.ofNullable(row.get("external_id", String.class)),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                row.get("changed_at", OffsetDateTime.class).toInstant());
    }
}
