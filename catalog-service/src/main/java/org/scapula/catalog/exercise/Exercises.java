package org.scapula.catalog.exercise;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.scapula.catalog.query.Paging;
import org.scapula.catalog.reader.Reader;
import org.scapula.edge.Problems;

/// The published exercises as readers see them, read straight through the pool: most of what is asked is one of them.
@ApplicationScoped
class Exercises {

    private static final Pattern UUID_PATTERN = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Duration START_TAKES = Duration.ofSeconds(5);

    /// Parameter $1 is the clinic: its own, and what it does not hide of what is shipped. Nobody sees what has
    /// left. Version and entry are of one moment: an edition that is published between two reads would give an
    /// answer that never was. The views stand ready, so that nobody puts together what was put together before.
    private static final String ONE = """
            select n.version || coalesce('+' || c.revision, ''), w.exercise, w.view, w.fingerprint, w.language
            from edition n
            left join clinic_catalogue c on c.clinic = $1
            left join exercise_view w on %s and w.language = $3 and w.retired_at is null
                and (w.clinic = $1 or (w.clinic = '(shipped)' and not exists (
                    select from hidden_exercise h where h.clinic = $1 and h.exercise = w.exercise)))""";

    private static final String ONE_BY_ID = ONE.formatted("w.exercise = $2");

    /// A clinic's own stands in the place of a shipped one, and then that is hidden.
    private static final String ONE_BY_SLUG =
            ONE.formatted("w.exercise = any (array(select id from exercise where slug = $2))")
                    + " order by w.clinic = '(shipped)' limit 1";

    private final Pool pool;
    private final AtHand atHand;

    Exercises(Pool pool, AtHand atHand) {
        this.atHand = atHand;
        this.pool = pool;
    }

    /// By what stands in the address.
    Uni<ReadyExercise> asked(Reader reader, String idOrSlug) {
        if (UUID_PATTERN.matcher(idOrSlug).matches()) {
            return require(ONE_BY_ID, reader, UUID.fromString(idOrSlug));
        }
        return Paging.isSlug(idOrSlug)
                ? require(ONE_BY_SLUG, reader, idOrSlug)
                : Uni.createFrom().failure(Problems.notFound("The catalogue has no exercise with this id or slug."));
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
