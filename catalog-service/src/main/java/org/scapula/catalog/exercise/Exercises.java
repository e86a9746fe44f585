package org.scapula.catalog.exercise;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.scapula.catalog.reader.Reader;
import org.scapula.edge.Problems;

/// The published exercises as readers see them, read straight through the pool: most of what is asked is one of them.
@ApplicationScoped
class Exercises {

    private static final Duration START_TAKES = Duration.ofSeconds(5);

    /// Parameter $1 is the clinic: its own, and what it does not hide of what is shipped. Nobody sees what has left.
    private static final String SEEN = """
            e.retired_at is null and (e.clinic = $1 or (e.clinic = '(shipped)' and not exists (
                select from hidden_exercise h where h.clinic = $1 and h.exercise = e.id)))""";

    /// Version and entry of one moment: an edition that is published between two reads would give an answer that never
    /// was. The views stand ready, so that neither the database nor we put together what was put together before.
    private static final String ONE = """
            select n.version || coalesce('+' || c.revision, ''), e.id, w.view, e.fingerprint, w.language
            from edition n
            left join clinic_catalogue c on c.clinic = $1
            left join exercise e on e.%s = $2 and\s""" + SEEN + """
             left join exercise_view w on w.exercise = e.id and w.language = $3
            order by e.clinic = '(shipped)' limit 1""";

    private static final String ONE_BY_ID = ONE.formatted("id");
    private static final String ONE_BY_SLUG = ONE.formatted("slug");

    private final Pool pool;
    private final AtHand atHand;

    Exercises(Pool pool, AtHand atHand) {
        this.atHand = atHand;
        this.pool = pool;
    }

    Uni<ReadyExercise> require(Reader reader, UUID id) {
        return require(ONE_BY_ID, reader, id);
    }

    Uni<ReadyExercise> require(Reader reader, String slug) {
        return require(ONE_BY_SLUG, reader, slug);
    }

    private Uni<ReadyExercise> require(String sql, Reader reader, Object idOrSlug) {
        return atHand.or(
                AtHand.Wanted.by(reader, idOrSlug.toString()),
                () -> pool.preparedQuery(sql)
                        .execute(Tuple.of(
                                reader.clinic(), idOrSlug, reader.language().tag()))
                        .map(Exercises::only));
    }

    private static ReadyExercise only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problems.unavailable("The catalogue is not stocked yet.", START_TAKES);
        }
        var row = rows.iterator().next();
        if (row.getUUID(1) == null) {
            throw Problems.notFound(
                    "Edition " + row.getString(0) + " of the catalogue has no exercise with this id or slug.");
        }
        return ReadyExercise.of(row.getUUID(1), row.getString(0), row.getString(3), row.getString(4), row.getString(2));
    }
}
