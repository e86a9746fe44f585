package org.scapula.triage.replay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.triage.rules.Disposition;

/// What was judged and kept, read to be judged again.
@ApplicationScoped
class Judgements {

    private static final String FIND = """
            select patient, disposition, asked, rule_set, decision_hash from assessment
            where id = :id and clinic = current_setting('scapula.clinic')""";

    private final ClinicRoom room;
    private final Audit audit;

    Judgements(ClinicRoom room, Audit audit) {
        this.room = room;
        this.audit = audit;
    }

    /// Everything that a replay needs.
    record Kept(UUID id, String patient, Disposition disposition, String asked, UUID ruleSet, String decisionHash) {}

    /// That somebody looks is noted, as with every reading of an assessment.
    Uni<Kept> require(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .map(session ->
                                session.createNativeQuery(FIND, Tuple.class).setParameter("id", id))
                        .chain(Mutiny.SelectionQuery::getResultList)
                        .map(rows -> kept(id, rows))
                        .call(kept -> audit.note(
                                caller,
                                Act.of("assessment.replay", "assessment", id, kept.decisionHash(), kept.patient()))));
    }

    /// So many, beginning after this one, in the order of time.
    Uni<List<Past>> after(Caller caller, Instant from, Instant until, UUID after, int most) {
        return room.at(
                        caller,
                        "assessments_to_judge_again",
                        from.atOffset(ZoneOffset.UTC),
                        until.atOffset(ZoneOffset.UTC),
                        after,
                        most)
                .map(rows -> rows.stream().map(Past::of).toList());
    }

    private static Kept kept(UUID id, List<Tuple> rows) {
        var row = rows.stream().findFirst().orElseThrow(() -> Problems.notFound("No assessment with id " + id));
        return Optional.ofNullable(row.get("rule_set", UUID.class))
                .map(ruleSet -> new Kept(
                        id,
                        row.get("patient", String.class),
                        Disposition.valueOf(row.get("disposition", String.class)),
                        row.get("asked", String.class),
                        ruleSet,
                        row.get("decision_hash", String.class)))
                .orElseThrow(() -> Problems.of(
                        409,
                        "not-replayable",
                        "Not replayable",
                        "The assessment is from before rule sets were kept; only their version and hash are known.",
                        Map.of()));
    }
}
