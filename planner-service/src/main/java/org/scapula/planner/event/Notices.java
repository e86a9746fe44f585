package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.planner.event.Secrets.Use;

/// What other systems say has changed there. Nothing they say is kept but which thing it is: whoever takes a
/// mark reads the thing again, at the system, and then says that it is done.
@ApplicationScoped
public class Notices {

    /// In no order: nobody is always the last.
    private static final String CLINICS = """
            select clinic from (select distinct clinic from notice_mark where due_at <= now()) waiting
            order by random()""";

    private static final String TAKE = "select * from take_marks($1, $2, make_interval(secs => $3))";
    private static final String DONE = """
            delete from notice_mark
            where source = $1 and resource_type = $2 and resource_id = $3 and version = $4""";
    private static final String SOURCE = "select * from notice_source_known($1)";
    private static final String HEARD_IN = "select distinct clinic from notice_door order by clinic";
    private static final String FORGET = "select forget_notices($1, $2)";

    /// Longer than anybody sends a message again.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Pool pool;
    private final ClinicRoom room;
    private final Secrets secrets;
    private final Clock clock;

    Notices(Pool pool, ClinicRoom room, Secrets secrets, Clock clock) {
        this.pool = pool;
        this.room = room;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// A thing, in the system that the clinic calls so, that is to be read again.
    public record Mark(UUID source, String system, String type, String id, long version, Instant since) {

        static Mark of(Row row) {
            return new Mark(
                    row.getUUID("source"),
                    row.getString("system"),
                    row.getString("resource_type"),
                    row.getString("resource_id"),
                    row.getLong("version"),
                    row.getOffsetDateTime("since").toInstant());
        }
    }

    /// Clinics with marks that nobody has taken.
    public Uni<List<String>> clinics() {
        return names(CLINICS);
    }

    /// For the caller alone until the lease is over; whoever has not said by then that it is done leaves it
    /// to the next.
    public Uni<List<Mark>> take(String clinic, int most, Duration lease) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(clinic, most, lease.toMillis() / 1000.0))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Mark::of)
                        .toList());
    }

    /// After the thing was read. Where it was marked again meanwhile, the mark stays.
    public Uni<Void> done(Mark mark) {
        return pool.preparedQuery(DONE)
                .execute(Tuple.of(mark.source(), mark.type(), mark.id(), mark.version()))
                .replaceWithVoid();
    }

    /// Who is behind an address, and what they may sign with now.
    record Source(UUID id, String clinic, List<byte[]> secrets) {}

    Uni<Optional<Source>> source(UUID id) {
        return pool.preparedQuery(SOURCE)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> source(id, row)));
    }

    /// False: the message was heard before.
    Uni<Boolean> hear(Source source, String message, List<Changed> changed) {
        return room.at(
                        new Caller(source.clinic(), "notice", Set.of(), Optional.empty(), "", "", ""),
                        "hear_notice",
                        source.id(),
                        message,
                        changed.stream().map(Changed::type).toArray(String[]::new),
                        changed.stream().map(Changed::id).toArray(String[]::new))
                .map(rows -> rows.getFirst().getBoolean(0));
    }

    Uni<Void> forget(Consumer<Throwable> stuck) {
        var before = clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC);
        return names(HEARD_IN)
                .chain(clinics -> OneByOne.through(
                        clinics, clinic -> pool.preparedQuery(FORGET).execute(Tuple.of(clinic, before)), stuck))
                .replaceWithVoid();
    }

    private Uni<List<String>> names(String query) {
        return pool.query(query)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Objects.requireNonNull(row.getString(0)))
                        .toList());
    }

    private Source source(UUID id, Row row) {
        return new Source(
                id,
                row.getString("clinic"),
                secrets.inForce(
                        Use.NOTICE,
                        id,
                        row.getInteger("generation"),
                        Promised.in(row.getString("promised")),
                        clock.instant()));
    }
}
