package org.scapula.catalog.language;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.content.Untranslated;
import org.scapula.catalog.reader.Reader;

/// What a clinic has not translated of its own published exercises.
@ApplicationScoped
class OwnWords {

    /// More than anybody reads of a report at once.
    private static final String MISSING = """
            select e.slug, cast(w.view as jsonb) -> 'untranslated' as fields
            from exercise e join exercise_view w on w.exercise = e.id and w.language = $2
            where e.clinic = $1 and e.retired_at is null and $2 <> all (e.languages)
            order by e.slug limit 1000""";

    private final Pool pool;

    OwnWords(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Untranslated>> missingFrom(String clinic, Language language) {
        return clinic.equals(Reader.SHIPPED)
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(MISSING)
                        .execute(Tuple.of(clinic, language.tag()))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(OwnWords::untranslated)
                                .toList());
    }

    private static Untranslated untranslated(Row row) {
        var fields =
                row.get(JsonArray.class, "fields").stream().map(String::valueOf).toList();
        return new Untranslated(Untranslated.Part.EXERCISE, row.getString("slug"), fields);
    }
}
