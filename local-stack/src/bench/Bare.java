package org.scapula.catalog.exercise;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.reader.Reader;

/// The same statements and the same JSON without a framework: Vert.x and its client for PostgreSQL. No part of the
/// product: `local-stack/catalogue-scale` measures against it. It looks at no token, refuses nothing, counts nothing,
/// logs nothing and works out each statement once.
public final class Bare {

    private static final Reader READER = new Reader(
            Reader.SHIPPED, new Language("en", "English", Map.of(), Map.of(), Map.of(), Map.of(), Map.of()));
    private static final int LIMIT = 20;

    private record Question(String text, Tuple values, String search) {}

    private final Pool pool;
    private final String byId;
    private final Map<String, Question> pages = new HashMap<>();

    private Bare(Pool pool, String byId) {
        this.pool = pool;
        this.byId = byId;
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        var vertx = Vertx.vertx();
        var database = new PgConnectOptions()
                .setHost("localhost")
                .setPort(Integer.parseInt(arguments[1]))
                .setDatabase(arguments[2])
                .setUser("catalog_service")
                .setPassword(System.getenv("SCAPULA_DATABASE_PASSWORD"))
                .setCachePreparedStatements(true);
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(10))
                .connectingTo(database)
                .using(vertx)
                .build();
        var byId = Exercises.class.getDeclaredField("ONE_BY_ID");
        byId.setAccessible(true);
        var bare = new Bare(pool, String.valueOf(byId.get(null)));
        vertx.createHttpServer()
                .requestHandler(bare::answer)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }

    private void answer(HttpServerRequest request) {
        var path = request.path();
        if (path.equals("/exercises")) {
            page(request);
        } else {
            one(request, UUID.fromString(path.substring("/exercises/".length())));
        }
    }

    private void one(HttpServerRequest request, UUID id) {
        pool.preparedQuery(byId)
                .execute(Tuple.of(Reader.SHIPPED, id, "en"))
                .onSuccess(rows -> {
                    var row = rows.iterator().next();
                    send(request, exercise(row.getUUID(1), row.getString(0), row.getString(2)));
                })
                .onFailure(failure -> request.response().setStatusCode(500).end());
    }

    private void page(HttpServerRequest request) {
        var question = pages.computeIfAbsent(request.uri(), uri -> question(request));
        pool.preparedQuery(question.text())
                .execute(question.values())
                .onSuccess(rows -> send(request, page(rows, question.search())))
                .onFailure(failure -> request.response().setStatusCode(500).end());
    }

    private static Question question(HttpServerRequest request) {
        var wanted = new ExerciseQuery();
        wanted.category = request.params().getAll("category");
        wanted.muscle = request.params().getAll("muscle");
        wanted.position = request.params().getAll("position");
        wanted.equipment = request.params().getAll("equipment");
        wanted.stage = request.params().getAll("stage");
        wanted.level = request.params().getAll("level");
        wanted.kind = request.params().getAll("kind");
        wanted.region = request.params().getAll("region");
        wanted.target = request.params().getAll("target");
        var filter = ExerciseFilter.of(wanted, List.of("en", "de"));
        var search = READER.clinic() + ";" + filter.fingerprint();
        var after = Cursor.in(Optional.ofNullable(request.getParam("cursor")), search);
        var sql = PageQuestion.inOrder(READER, filter, after, LIMIT);
        return new Question(sql.text(), sql.values().getDelegate(), search);
    }

    private static String page(RowSet<Row> rows, String search) {
        var all = new ArrayList<Row>(rows.size());
        rows.forEach(all::add);
        var version = all.getFirst().getString(0);
        var page = new StringBuilder("{\"catalogVersion\":\"").append(version).append("\",\"exercises\":[");
        var shown = Math.min(all.getFirst().getUUID("id") == null ? 0 : all.size(), LIMIT);
        for (var place = 0; place < shown; place++) {
            var row = all.get(place);
            page.append(place == 0 ? "" : ",").append(exercise(row.getUUID("id"), version, row.getString("view")));
        }
        page.append(']');
        if (all.size() > LIMIT) {
            page.append(",\"next\":\"")
                    .append(new Cursor(0, 0, 0, all.get(LIMIT - 1).getString("slug")).bound(search))
                    .append('"');
        }
        return page.append('}').toString();
    }

    private static String exercise(UUID id, String version, String view) {
        return "{\"id\":\"" + id + "\",\"catalogVersion\":\"" + version + "\"," + view.substring(1);
    }

    private static void send(HttpServerRequest request, String json) {
        request.response()
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .end(io.vertx.core.buffer.Buffer.buffer(json.getBytes(StandardCharsets.UTF_8)));
    }
}
