package org.scapula.planner.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.scapula.test.TestDatabase;

/// The planner's room in the database, looked at past the service.
@ApplicationScoped
class Room {

    private final String database;
    private final String service;
    private final String servicePassword;
    private final String owner;
    private final String ownerPassword;

    Room(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            @ConfigProperty(name = "scapula.database.username") String service,
            @ConfigProperty(name = "scapula.database.password") String servicePassword,
            @ConfigProperty(name = "scapula.database.owner.username") String owner,
            @ConfigProperty(name = "scapula.database.owner.password") String ownerPassword) {
        this.database = database;
        this.service = service;
        this.servicePassword = servicePassword;
        this.owner = owner;
        this.ownerPassword = ownerPassword;
    }

    /// With the rights of the service, and no clinic yet.
    Connection asService() throws SQLException {
        return DriverManager.getConnection(database, service, servicePassword);
    }

    /// With the rights of who owns the tables, and no clinic yet.
    Connection asOwner() throws SQLException {
        return DriverManager.getConnection(database, owner, ownerPassword);
    }

    static void enter(Connection connection, String clinic, String patient) throws SQLException {
        try (var settings = connection.prepareStatement(
                "select set_config('scapula.clinic', ?, false), set_config('scapula.patient', ?, false)")) {
            settings.setString(1, clinic);
            settings.setString(2, patient);
            settings.executeQuery().close();
        }
    }

    /// What a plan shows, as if it had been kept otherwise.
    void rewrite(String plan, UnaryOperator<String> change) throws SQLException {
        try (var connection = TestDatabase.running().asOperator();
                var replica = connection.createStatement();
                var read = connection.prepareStatement("select shown from planner.plan where id = ?::uuid");
                var write = connection.prepareStatement("update planner.plan set shown = ? where id = ?::uuid")) {
            replica.execute("set session_replication_role = replica");
            read.setString(1, plan);
            try (var row = read.executeQuery()) {
                row.next();
                write.setString(1, change.apply(row.getString(1)));
            }
            write.setString(2, plan);
            write.executeUpdate();
        }
    }

    /// A plan, as if an older edition of the rules had made it.
    void isOfAnEdition(String plan, String edition) throws SQLException {
        try (var connection = TestDatabase.running().asOperator();
                var operator = connection.createStatement()) {
            operator.execute("set session_replication_role = replica");
            operator.execute("update planner.plan set ruleset_version = '%s' where id = '%s'".formatted(edition, plan));
        }
    }

    /// The dates of a plan, moved so many days back, past the trigger that keeps plans as they are.
    void setBack(String plan, int days) throws SQLException {
        try (var connection = TestDatabase.running().asOperator();
                var replica = connection.createStatement();
                var read = connection.prepareStatement("select shown from planner.plan where id = ?::uuid");
                var write = connection.prepareStatement(
                        "update planner.plan set shown = ?, starts_on = starts_on - ? where id = ?::uuid")) {
            replica.execute("set session_replication_role = replica");
            read.setString(1, plan);
            try (var row = read.executeQuery()) {
                row.next();
                write.setString(1, moved(row.getString(1), days));
            }
            write.setInt(2, days);
            write.setString(3, plan);
            write.executeUpdate();
        }
    }

    /// And what was logged of it, when it was logged included. By a long way round: no two of a plan may meet.
    void setBackSessions(String plan, int days) throws SQLException {
        try (var connection = TestDatabase.running().asOperator();
                var operator = connection.createStatement()) {
            operator.execute("set session_replication_role = replica");
            operator.execute("""
                    update planner.session_log set day = day - 1000, logged_at = logged_at - make_interval(days => %1$s),
                        said = replace(said, '"date":"' || day || '"', '"date":"' || (day - %1$s) || '"')
                    where plan = '%2$s'""".formatted(days, plan));
            operator.execute(
                    "update planner.session_log set day = day + 1000 - %s where plan = '%s'".formatted(days, plan));
        }
    }

    private static String moved(String shown, int days) {
        return Pattern.compile("\"(date|startsOn|reviewDate)\":\"(\\d{4}-\\d\\d-\\d\\d)\"")
                .matcher(shown)
                .replaceAll(found -> "\"" + found.group(1) + "\":\""
                        + LocalDate.parse(found.group(2)).minusDays(days) + "\"");
    }

    static int count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /// Every column of every table that holds these words for clinic north, whatever its type.
    List<String> placesWith(String words) throws SQLException {
        try (var connection = asOwner()) {
            enter(connection, "north", "*");
            var places = new ArrayList<String>();
            for (var place : columns(connection)) {
                var found = "select count(*) from planner." + place.table() + " where position('" + words + "' in cast("
                        + place.column() + " as text)) > 0";
                if (count(connection, found) > 0) {
                    places.add(place.table() + "." + place.column());
                }
            }
            return places;
        }
    }

    private record Place(String table, String column) {}

    private static List<Place> columns(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                        select quote_ident(table_name), quote_ident(column_name) from information_schema.columns
                        where table_schema = 'planner'""");
                var rows = query.executeQuery()) {
            var columns = new ArrayList<Place>();
            while (rows.next()) {
                columns.add(new Place(rows.getString(1), rows.getString(2)));
            }
            return columns;
        }
    }
}
