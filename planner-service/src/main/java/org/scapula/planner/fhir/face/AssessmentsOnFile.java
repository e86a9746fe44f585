package org.scapula.planner.fhir.face;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.search.Criteria;

/// Which assessments of triage are named here, by whatever was made from them, and which triage itself names. Their ids
/// only: what they say, triage tells, and notes to whom. It looks at rows of several packages, since a page of all
/// cannot be put together from a page of each.
@ApplicationScoped
public class AssessmentsOnFile {

    /// Triage gives ids that hold the time of the judgement; of an id of another make the first mention is the time.
    private static final String NAMED = """
            select n.id, n.patient, 'completed' as status, t.at as starts, t.at as ends, t.at as updated
            from (
                select m.id, m.patient, min(m.at) as at
                from (
                    select assessment_id as id, patient, created_at as at from plan
                    union all select assessment, patient, created_at from booking_request
                    union all select assessment, patient, since from work_item
                    union all select assessment, patient, frozen_at from plan_freeze where assessment is not null
                    union all select assessment, patient, logged_at from session_log where assessment is not null
                    union all select cast(t.id as uuid), cast(:whose as text), cast(t.at as timestamptz)
                    from unnest(
                        string_to_array(cast(:told as text), ','), string_to_array(cast(:times as text), ',')) t (id, at)) m
                group by m.id, m.patient) n
            cross join lateral (select coalesce(uuid_extract_timestamp(n.id), n.at) as at) t""";

    private final ClinicRoom room;

    AssessmentsOnFile(ClinicRoom room) {
        this.room = room;
    }

    /// The newest first.
    public Uni<List<UUID>> in(Caller caller, Criteria criteria) {
        return in(caller, criteria, "", List.of());
    }

    /// With those of this person that triage told of.
    Uni<List<UUID>> in(Caller caller, Criteria criteria, String patient, List<TriageNewest.Head> told) {
        var known = Map.<String, Object>of(
                "whose",
                patient,
                "told",
                told.stream().map(head -> head.id().toString()).collect(Collectors.joining(",")),
                "times",
                told.stream().map(head -> head.assessedAt().toString()).collect(Collectors.joining(",")));
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> criteria.in(session, NAMED, known))
                        .map(rows -> rows.stream()
                                .map(row -> row.get("id", UUID.class))
                                .toList()));
    }
}
