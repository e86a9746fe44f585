package org.scapula.triage.assessment;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.scapula.test.TestDatabase;

/// What only the operator of the database can do: look behind every wall, and turn the clock on.
public final class AsOperator {

    private AsOperator() {}

    /// As if the minute after an erasure had passed.
    public static void letTheFenceFall() {
        run("delete from triage.erasure_fence");
    }

    public static void run(String sql) {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static long number(String sql) {
        return Long.parseLong(column(sql).getFirst());
    }

    /// The first column of what is found.
    public static List<String> column(String sql) {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The tables of the room in which a word stands, in whatever column.
    public static List<String> tablesThatSay(String word) {
        return column(
                        "select relname from pg_class where relnamespace = 'triage'::regnamespace and relkind in ('r', 'm')")
                .stream()
                .filter(table -> number("select count(*) from triage." + table + " row where strpos(row::text, '" + word
                                + "') > 0")
                        > 0)
                .toList();
    }
}
