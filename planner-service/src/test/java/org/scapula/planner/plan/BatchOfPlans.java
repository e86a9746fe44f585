package org.scapula.planner.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.scapula.edge.Etags;
import org.scapula.edge.TimeOrderedId;
import org.scapula.planner.week.Facts;
import org.scapula.planner.week.Outcome;
import org.scapula.test.TestDatabase;

/// Plans of made-up people, written as the rows that the product keeps: the same words in the same columns,
/// inside the clinic's room, each with its entry in the audit; but many rows with one statement.
public final class BatchOfPlans implements AutoCloseable {

    private static final String ROOM = "planner";
    private static final String CLINIC = "north";
    private static final int COLUMNS = 12;

    private final int atOnce;
    private final Connection connection;
    private final MadeUpDrafts drafts = new MadeUpDrafts(Assessed.selfCare());
    private final List<Plan> waiting = new ArrayList<>();
    private long kept;
    private long nanos;
    private long characters;

    private BatchOfPlans(int atOnce, Connection connection) {
        this.atOnce = atOnce;
        this.connection = connection;
    }

    /// Into a room that has just been built, as a service builds it when it starts.
    public static BatchOfPlans open(int atOnce) throws SQLException {
        var database = TestDatabase.running();
        var built = Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name()),
                        ROOM + "_owner",
                        database.ownerPasswordOf(ROOM))
                .schemas(ROOM)
                .defaultSchema(ROOM)
                .createSchemas(false)
                .locations("db/migration", "db/walls")
                .placeholders(Map.of("service", ROOM + "_service"))
                .load()
                .migrate();
        if (!built.success) {
            throw new IllegalStateException("The room was not built");
        }
        var connection = database.enter(ROOM);
        connection.setAutoCommit(false);
        return new BatchOfPlans(atOnce, connection);
    }

    public void add(Facts facts, Outcome.Planned planned) throws SQLException {
        waiting.add(row(facts, planned));
        if (waiting.size() == atOnce) {
            flush();
        }
    }

    /// What is left; then how many rows the database has.
    public long finish() throws SQLException {
        if (!waiting.isEmpty()) {
            flush();
        }
        try (var reader = TestDatabase.running().enter(ROOM)) {
            Room.enter(reader, CLINIC, "*");
            return Room.count(reader, "select count(*) from plan");
        }
    }

    public long kept() {
        return kept;
    }

    /// In the database alone, from the first statement of each batch to its commit.
    public double seconds() {
        return nanos / 1e9;
    }

    public long charactersEach() {
        return characters / Math.max(1, kept);
    }

    private Plan row(Facts facts, Outcome.Planned planned) {
        var patient = "p-" + (kept + waiting.size());
        var draft = drafts.of(facts, planned, patient, TimeOrderedId.at(Instant.now()));
        var asked = MadeUpDrafts.asked(draft);
        var view =
                MadeUpDrafts.view(draft, planned, TimeOrderedId.at(draft.asked().at()));
        return new Plan(CLINIC, view, asked, MadeUpDrafts.written(view));
    }

    private void flush() throws SQLException {
        var start = System.nanoTime();
        enter(list(plan -> plan.patient));
        try (var insert = connection.prepareStatement(insert(waiting.size()))) {
            for (var row = 0; row < waiting.size(); row++) {
                fill(insert, row * COLUMNS, waiting.get(row));
            }
            if (insert.executeUpdate() != waiting.size()) {
                throw new IllegalStateException("Not every row was written");
            }
        }
        note();
        connection.commit();
        nanos += System.nanoTime() - start;
        kept += waiting.size();
        characters += waiting.stream().mapToLong(plan -> plan.shown.length()).sum();
        waiting.clear();
    }

    private void enter(List<String> patients) throws SQLException {
        try (var enter = connection.prepareStatement(
                "select bool_and(enter_to_write(?, '*', patient)) from unnest(?) as patient")) {
            enter.setString(1, CLINIC);
            enter.setArray(2, connection.createArrayOf("text", patients.toArray()));
            try (var open = enter.executeQuery()) {
                if (!open.next() || !open.getBoolean(1)) {
                    throw new IllegalStateException("The room is closed");
                }
            }
        }
    }

    private static String insert(int rows) {
        return "insert into plan (id, clinic, patient, created_at, assessment_id, starts_on, ruleset_version, catalog_version,"
                + " input_hash, asked, shown, previous) values "
                + String.join(",", Collections.nCopies(rows, "(?,?,?,?,?,?,?,?,?,?,?,?)"));
    }

    private static void fill(PreparedStatement insert, int before, Plan plan) throws SQLException {
        insert.setObject(before + 1, plan.id);
        insert.setString(before + 2, plan.clinic);
        insert.setString(before + 3, plan.patient);
        insert.setTimestamp(before + 4, Timestamp.from(plan.createdAt));
        insert.setObject(before + 5, plan.assessmentId);
        insert.setObject(before + 6, plan.startsOn);
        insert.setString(before + 7, plan.rulesetVersion);
        insert.setString(before + 8, plan.catalogVersion);
        insert.setString(before + 9, plan.inputHash);
        insert.setString(before + 10, plan.asked);
        insert.setString(before + 11, plan.shown);
        insert.setObject(before + 12, plan.previous, Types.OTHER);
    }

    private void note() throws SQLException {
        try (var note = connection.prepareStatement("""
                select audit_note('clinician-1', 'scapula', 'clinician', '127.0.0.1', 'bench', 'plan.create', 'plan',
                    id, version, patient, false)
                from unnest(?, ?, ?) as kept (id, version, patient)""")) {
            note.setArray(1, texts(plan -> plan.id.toString()));
            note.setArray(2, texts(plan -> Etags.of(plan.shown)));
            note.setArray(3, texts(plan -> plan.patient));
            note.executeQuery().close();
        }
    }

    private java.sql.Array texts(Function<Plan, String> of) throws SQLException {
        return connection.createArrayOf("text", list(of).toArray());
    }

    private List<String> list(Function<Plan, String> of) {
        return waiting.stream().map(of).toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
