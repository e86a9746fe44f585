package org.scapula.catalog.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.reader.Reader;
import org.scapula.catalog.shipped.Shipped;

/// The distinct words of the catalogue, asked what somebody may mean.
@ApplicationScoped
public class Meanings {

    private static final String LOOK_UP =
            "select asking, how, language, word, place from search_meanings($1, $2::text[], $3)";

    private final Pool pool;
    private final List<String> languages;

    Meanings(Pool pool, Shipped shipped) {
        this.pool = pool;
        this.languages = shipped.languages().stream().map(Language::tag).toList();
    }

    public Uni<Reading> of(Asked asked, Reader reader) {
        return pool.preparedQuery(LOOK_UP)
                .execute(Tuple.of(
                        reader.clinic(),
                        asked.lookedUp().toArray(String[]::new),
                        asked.words().size()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Meanings::meaning)
                        .toList())
                .map(meanings ->
                        Reading.of(asked, meanings, languages, reader.language().tag()));
    }

    private static Meaning meaning(Row row) {
        return new Meaning(
                row.getInteger(0) - 1,
                Meaning.How.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getShort(4));
    }
}
