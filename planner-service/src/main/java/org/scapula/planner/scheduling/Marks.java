package org.scapula.planner.scheduling;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.scapula.planner.scheduling.system.Mark;

/// How far the changes in each clinic's system have been read. Whoever takes a clinic's turn moves the next one on, so
/// that
/// of all replicas one reads.
@ApplicationScoped
class Marks {

    private static final String BEGIN = """
            insert into system_mark (clinic, mark, next_at, failures)
            values (:clinic, '', cast(:now as timestamptz), 0) on conflict do nothing""";

    /// First chosen, then taken, as errands are.
    private static final String TAKE = """
            with taken as materialized (
                select w.clinic from system_mark w
                where w.next_at <= cast(:now as timestamptz) and w.clinic = any (string_to_array(:clinics, ' '))
                order by w.next_at limit 1 for update skip locked)
            update system_mark m set next_at = cast(:until as timestamptz)
            from taken
            where m.clinic = taken.clinic
            returning m.clinic, m.mark, m.failures""";

    private static final String KEEP = """
            update system_mark set mark = :mark, next_at = cast(:at as timestamptz), failures = :failures
            where clinic = :clinic""";

    private final Clock clock;

    Marks(Clock clock) {
        this.clock = clock;
    }

    record Turn(String clinic, Mark mark, int failures) {}

    Uni<Void> begin(Set<String> clinics) {
        var all = Uni.createFrom().voidItem();
        for (var clinic : clinics) {
            all = all.chain(() -> Panache.withTransaction(() -> Panache.getSession()
                    .chain(session -> session.createNativeQuery(BEGIN)
                            .setParameter("clinic", clinic)
                            .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .executeUpdate())
                    .replaceWithVoid()));
        }
        return all;
    }

    /// A clinic whose turn it is.
    Uni<Optional<Turn>> take(Set<String> clinics, Duration lease) {
        var now = clock.instant();
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE, Tuple.class)
                        .setParameter("until", now.plus(lease).atOffset(ZoneOffset.UTC))
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("clinics", String.join(" ", clinics))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Turn(
                                row.get(0, String.class),
                                new Mark(row.get(1, String.class)),
                                row.get(2, Integer.class)))
                        .findFirst()));
    }

    Uni<Void> keep(String clinic, Mark mark, Instant next, int failures) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(KEEP)
                        .setParameter("mark", mark.says())
                        .setParameter("at", next.atOffset(ZoneOffset.UTC))
                        .setParameter("failures", failures)
                        .setParameter("clinic", clinic)
                        .executeUpdate())
                .replaceWithVoid());
    }
}
