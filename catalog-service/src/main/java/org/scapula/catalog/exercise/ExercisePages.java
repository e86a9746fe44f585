package org.scapula.catalog.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.scapula.catalog.content.ConditionNote;
import org.scapula.catalog.reader.Reader;
import org.scapula.catalog.search.Explaining;
import org.scapula.catalog.search.FoundView;
import org.scapula.catalog.search.FoundWord;
import org.scapula.catalog.search.Meanings;
import org.scapula.catalog.search.Reading;
import org.scapula.catalog.search.Tier;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;

/// Pages of the catalogue: exercises that were searched for. The entries are sent as they stand ready; nothing is read
/// and written again.
@ApplicationScoped
class ExercisePages {

    private static final Duration START_TAKES = Duration.ofSeconds(5);

    private final Pool pool;
    private final Meanings meanings;
    private final Explaining explaining;
    private final Shipped shipped;
    private final ObjectMapper json;

    ExercisePages(Pool pool, Meanings meanings, Explaining explaining, Shipped shipped, ObjectMapper json) {
        this.pool = pool;
        this.meanings = meanings;
        this.explaining = explaining;
        this.shipped = shipped;
        this.json = json;
    }

    Uni<ReadyPage> in(Reader reader, ExerciseFilter filter, Optional<String> cursor, int limit) {
        var search = reader.clinic() + ";" + filter.fingerprint();
        var after = Cursor.in(cursor, search);
        var forbidding = forbidding(filter, reader);
        if (!forbidding.isEmpty()) {
            return ask(PageQuestion.nothing(reader, filter))
                    .map(rows -> page(rows, reader, filter, Optional.empty(), forbidding, search, limit));
        }
        return filter.asked()
                .map(asked -> meanings.of(asked, reader)
                        .chain(reading -> found(reader, filter, reading, after, limit)
                                .map(rows ->
                                        page(rows, reader, filter, Optional.of(reading), forbidding, search, limit))))
                .orElseGet(() -> ask(PageQuestion.inOrder(reader, filter, after, limit))
                        .map(rows -> page(rows, reader, filter, Optional.empty(), forbidding, search, limit)));
    }

    private Uni<List<Row>> found(
            Reader reader, ExerciseFilter filter, Reading reading, Optional<Cursor> after, int limit) {
        if (after.map(cursor -> cursor.pass() >= PageQuestion.SOME_WORDS).orElse(false)) {
            return ask(PageQuestion.bySomeWords(reader, filter, reading, after, limit));
        }
        var all = ask(PageQuestion.byRelevance(reader, filter, reading, after, limit));
        return after.isPresent() || !reading.hasSeveralWords()
                ? all
                : all.chain(rows -> isEmpty(rows)
                        ? ask(PageQuestion.bySomeWords(reader, filter, reading, after, limit))
                        : Uni.createFrom().item(rows));
    }

    private Uni<List<Row>> ask(Sql question) {
        return pool.preparedQuery(question.text()).execute(question.values()).map(ExercisePages::list);
    }

    private static List<Row> list(RowSet<Row> rows) {
        var list = StreamSupport.stream(rows.spliterator(), false).toList();
        if (list.isEmpty()) {
            throw Problems.unavailable("The catalogue is not stocked yet.", START_TAKES);
        }
        return list;
    }

    private static boolean isEmpty(List<Row> rows) {
        return rows.getFirst().getUUID("id") == null;
    }

    private List<ConditionNote> forbidding(ExerciseFilter filter, Reader reader) {
        return filter.avoided().isEmpty()
                ? List.of()
                : reader.language().of(shipped.content().matrix()).noPlanConditions().stream()
                        .filter(note -> filter.avoided().contains(note.condition()))
                        .toList();
    }

    private ReadyPage page(
            List<Row> rows,
            Reader reader,
            ExerciseFilter filter,
            Optional<Reading> reading,
            List<ConditionNote> forbidding,
            String search,
            int limit) {
        var version = rows.getFirst().getString(0);
        var facets = Optional.ofNullable(rows.getFirst().getString("facets"));
        var found = isEmpty(rows) ? List.<Row>of() : rows;
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? Optional.of(cursor(shown.getLast()).bound(search)) : Optional.<String>empty();
        var page = new StringBuilder("{\"catalogVersion\":\"")
                .append(version)
                .append("\",\"exercises\":[")
                .append(shown.stream().map(row -> exercise(row, version)).collect(Collectors.joining(",")))
                .append(']');
        if (reading.isPresent() || !filter.avoided().isEmpty()) {
            page.append(",\"found\":")
                    .append(written(shown.stream().map(row -> why(row, reading)).toList()));
        }
        facets.ifPresent(counts -> page.append(",\"facets\":").append(counts));
        if (!forbidding.isEmpty()) {
            page.append(",\"noPlanConditions\":").append(written(forbidding));
        }
        next.ifPresent(cursor -> page.append(",\"next\":\"").append(cursor).append('"'));
        var text = page.append('}').toString();
        return new ReadyPage(
                Etags.of("exercises", reader.language().tag(), search, text),
                text.getBytes(StandardCharsets.UTF_8),
                next);
    }

    private static String exercise(Row row, String version) {
        return "{\"id\":\"" + row.getUUID("id") + "\",\"catalogVersion\":\"" + version + "\","
                + row.getString("view").substring(1);
    }

    private static Cursor cursor(Row row) {
        return new Cursor(
                row.getInteger("pass"), row.getInteger("score"), row.getInteger("name_length"), row.getString("slug"));
    }

    private FoundView why(Row row, Optional<Reading> reading) {
        return new FoundView(
                row.getString("slug"),
                reading.map(asked -> Tier.values()[row.getInteger("pass") / 2]),
                reading.map(asked -> explaining.why(asked, hit(row))).orElse(List.of()),
                texts(row, "changed"));
    }

    private static Explaining.Hit hit(Row row) {
        var choices = new LinkedHashMap<FoundWord.Where, List<String>>(Map.of());
        choices.put(FoundWord.Where.MUSCLE, texts(row, "muscles"));
        choices.put(FoundWord.Where.TARGET, texts(row, "targets"));
        choices.put(FoundWord.Where.CATEGORY, texts(row, "categories"));
        choices.put(FoundWord.Where.POSITION, texts(row, "positions"));
        choices.put(
                FoundWord.Where.EQUIPMENT,
                texts(row, "equipment").stream()
                        .flatMap(needs -> Stream.of(needs.split(",")))
                        .distinct()
                        .toList());
        choices.put(FoundWord.Where.REGION, List.of(row.getString("region")));
        return new Explaining.Hit(
                texts(row, "name_texts"),
                Set.copyOf(texts(row, "named")),
                Set.copyOf(texts(row, "labelled")),
                Set.copyOf(texts(row, "everywhere")),
                choices,
                row.getString("view"));
    }

    private static List<String> texts(Row row, String column) {
        var values = row.getArrayOfStrings(column);
        return values == null ? List.of() : Arrays.asList(values);
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
