package org.scapula.planner.scheduling;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.scapula.edge.access.Caller;
import org.scapula.planner.scheduling.system.ClinicSystems;

/// What the clinics' systems have still to be asked or told. Written in the transaction in which it becomes necessary,
/// and gone only when it is done, or handed to a person.
@ApplicationScoped
class Errands {

    /// Longer than any errand may take.
    static final Duration LEASE = Duration.ofSeconds(90);

    private static final String NOTE = """
            insert into system_errand as e (request, clinic, kind, since, next_at, attempt, generation)
            values (:request, :clinic, :kind, cast(:at as timestamptz), cast(:at as timestamptz), 0, 1)
            on conflict (request, kind) do update
            set generation = e.generation + 1, since = excluded.since, next_at = greatest(excluded.next_at, e.not_before),
                attempt = 0""";

    /// First chosen, then taken: as a part of the join, the choice could be made once for each row, and more be taken
    /// than
    /// are run.
    private static final String TAKE = """
            with taken as materialized (
                select w.request, w.kind from system_errand w
                where w.next_at <= cast(:now as timestamptz)
                    and (w.lease_until is null or w.lease_until <= cast(:now as timestamptz))
                    and not (w.clinic = any (string_to_array(:leftAlone, ' ')))
                order by w.next_at limit 1 for update skip locked)
            update system_errand e
            set lease = :lease, lease_until = cast(:until as timestamptz), attempt = e.attempt + 1
            from taken
            where e.request = taken.request and e.kind = taken.kind
            returning e.request, e.clinic, e.kind, cast(extract(epoch from e.since) * 1000 as bigint), e.attempt, e.generation""";

    private static final String OPEN =
            "select exists (select from system_errand where request = :request and kind = :kind)";

    private static final String DONE = """
            delete from system_errand
            where request = :request and kind = :kind and lease = :lease and generation = :generation""";

    private static final String LATER = """
            update system_errand set next_at = cast(:at as timestamptz), lease = null, lease_until = null
            where request = :request and kind = :kind and lease = :lease and generation = :generation""";

    private static final String AGAIN = """
            update system_errand
            set next_at = cast(:at as timestamptz), since = cast(:now as timestamptz), attempt = 0, lease = null,
                lease_until = null
            where request = :request and kind = :kind and lease = :lease and generation = :generation""";

    private static final String IN_DOUBT = """
            update system_errand
            set not_before = cast(:until as timestamptz), next_at = greatest(next_at, cast(:until as timestamptz))
            where request = :request and kind = :kind and lease = :lease""";

    private static final String OUT_OF_HANDS = """
            update system_errand set lease = null, lease_until = null
            where request = :request and kind = :kind and lease = :lease""";

    private final ClinicSystems systems;
    private final Clock clock;

    Errands(ClinicSystems systems, Clock clock) {
        this.systems = systems;
        this.clock = clock;
    }

    /// Inside the transaction of what makes it necessary. Nothing where the clinic has no system.
    Uni<Void> note(Caller caller, UUID request, ErrandKind kind) {
        if (!systems.has(caller.clinic())) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOTE)
                        .setParameter("request", request)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("kind", kind.name())
                        .setParameter("at", now().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// Whether it is still to be done, or under way. Inside the room.
    Uni<Boolean> isOpen(UUID request, ErrandKind kind) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OPEN, Boolean.class)
                        .setParameter("request", request)
                        .setParameter("kind", kind.name())
                        .getSingleResult());
    }

    /// The next that is due, in our hands alone until the lease ends; none of clinics that are left alone.
    Uni<Optional<Errand>> take(Set<String> leftAlone) {
        var lease = UUID.randomUUID();
        var now = now();
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE, Tuple.class)
                        .setParameter("lease", lease)
                        .setParameter("until", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("leftAlone", String.join(" ", leftAlone))
                        .getResultList())
                .map(rows -> rows.stream().map(row -> errand(row, lease)).findFirst()));
    }

    private static Errand errand(Tuple row, UUID lease) {
        return new Errand(
                row.get(0, UUID.class),
                row.get(1, String.class),
                ErrandKind.valueOf(row.get(2, String.class)),
                Instant.ofEpochMilli(row.get(3, Long.class)),
                row.get(4, Integer.class),
                row.get(5, Integer.class),
                lease);
    }

    Uni<Void> done(Errand errand) {
        return ended(errand, DONE, Map.of());
    }

    /// It failed.
    Uni<Void> later(Errand errand, Instant at) {
        return ended(errand, LATER, Map.of("at", at));
    }

    /// It went well, and there is more to look for: what fails after this fails for the first time.
    Uni<Void> again(Errand errand, Instant at) {
        return ended(errand, AGAIN, Map.of("at", at, "now", now()));
    }

    /// What was told may arrive until then: whoever asks for more meanwhile waits for it, too.
    Uni<Void> inDoubt(Errand errand, Instant until) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(IN_DOUBT)
                        .setParameter("until", until.atOffset(ZoneOffset.UTC))
                        .setParameter("request", errand.request())
                        .setParameter("kind", errand.kind().name())
                        .setParameter("lease", errand.lease())
                        .executeUpdate())
                .replaceWithVoid());
    }

    /// Where it was asked for again meanwhile, it stays, and is free to be taken.
    private static Uni<Void> ended(Errand errand, String statement, Map<String, Instant> times) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> {
                    var query = session.createNativeQuery(statement)
                            .setParameter("request", errand.request())
                            .setParameter("kind", errand.kind().name())
                            .setParameter("lease", errand.lease())
                            .setParameter("generation", errand.generation());
                    times.forEach((name, time) -> query.setParameter(name, time.atOffset(ZoneOffset.UTC)));
                    return query.executeUpdate()
                            .chain(ended -> ended > 0
                                    ? Uni.createFrom().item(ended)
                                    : session.createNativeQuery(OUT_OF_HANDS)
                                            .setParameter("request", errand.request())
                                            .setParameter("kind", errand.kind().name())
                                            .setParameter("lease", errand.lease())
                                            .executeUpdate());
                }))
                .replaceWithVoid();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
