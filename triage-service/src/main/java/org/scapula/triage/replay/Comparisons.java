package org.scapula.triage.replay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// All comparisons that were asked for.
@ApplicationScoped
class Comparisons {

    private static final String KEEP = """
            insert into comparison (id, clinic, rule_set, against, from_at, until_at, asked_at, wanted)
            select :id, current_setting('scapula.clinic'), :ruleSet, :against, cast(:from as timestamptz),
                cast(:until as timestamptz), cast(:askedAt as timestamptz), count(*)
            from assessment
            where clinic = current_setting('scapula.clinic')
                and assessed_at >= cast(:from as timestamptz) and assessed_at < cast(:until as timestamptz)""";

    /// Whoever works on one says so at every step; after half a minute of silence nobody does.
    private static final String FIND = """
            select id, rule_set, against, from_at, until_at, asked_at, wanted, done, report,
                case when state = 'RUNNING' and beat_at < clock_timestamp() - interval '30 seconds' then 'FAILED'
                    else state end as state
            from comparison where id = :id and rule_set = :ruleSet""";

    private final ClinicRoom room;
    private final Audit audit;

    Comparisons(ClinicRoom room, Audit audit) {
        this.room = room;
        this.audit = audit;
    }

    Uni<Comparison> keep(Caller caller, Comparison asked) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(KEEP)
                                .setParameter("id", asked.id())
                                .setParameter("ruleSet", asked.ruleSet())
                                .setParameter("against", asked.against())
                                .setParameter("from", asked.from())
                                .setParameter("until", asked.until())
                                .setParameter("askedAt", asked.askedAt())
                                .executeUpdate())
                        .replaceWith(asked)
                        .call(kept -> audit.note(
                                caller,
                                new Act(
                                        "rule-set.compare",
                                        "rule-set",
                                        kept.ruleSet().toString(),
                                        kept.id().toString(),
                                        Optional.empty()))));
    }

    Uni<Comparison> require(Caller caller, UUID ruleSet, UUID id) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .map(session -> session.createNativeQuery(FIND, Tuple.class)
                                .setParameter("id", id)
                                .setParameter("ruleSet", ruleSet))
                        .chain(Mutiny.SelectionQuery::getSingleResultOrNull)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Problems.notFound("No comparison with id " + id))
                        .map(Comparison::of));
    }

    Uni<Void> goesOn(Caller caller, UUID id, long done) {
        return note(caller, id, ComparisonView.State.RUNNING, done, null);
    }

    Uni<Void> isDone(Caller caller, UUID id, long done, String report) {
        return note(caller, id, ComparisonView.State.DONE, done, report);
    }

    Uni<Void> hasFailed(Caller caller, UUID id, long done) {
        return note(caller, id, ComparisonView.State.FAILED, done, null);
    }

    private Uni<Void> note(Caller caller, UUID id, ComparisonView.State state, long done, @Nullable String report) {
        return room.at(caller, "note_comparison", id, state.name(), done, report)
                .replaceWithVoid();
    }
}
