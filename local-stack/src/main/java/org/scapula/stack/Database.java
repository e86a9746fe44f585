package org.scapula.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL without an installation, with the three rooms of the services. Its data outlives it.
final class Database implements AutoCloseable {

    static final List<String> ROOMS = List.of("catalog", "triage", "planner");

    /// Held here, or its level would be forgotten with it.
    private static final Logger CHATTY = Logger.getLogger("io.zonky");

    static {
        CHATTY.setLevel(Level.WARNING);
    }

    private final EmbeddedPostgres server;

    /// New at every start, and known to the services only: the rooms' locks are changed each time.
    private final Map<String, String> passwords = newPasswords();

    private final Map<String, String> ownerPasswords = newPasswords();

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    static Database start(Path data) {
        return start(data, Map.of());
    }

    static Database start(Path data, Map<String, String> settings) {
        var server = EmbeddedPostgres.builder();
        settings.forEach(server::setServerConfig);
        try {
            var database = new Database(server.setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start());
            database.buildRooms(database.server.getPostgresDatabase());
            return database;
        } catch (IOException | IllegalStateException failure) {
            throw new CannotStart(
                    "The database does not start on the data in " + data + " (" + failure.getMessage()
                            + "). If another run uses it, end that one; otherwise --fresh begins anew.",
                    failure);
        }
    }

    int port() {
        return server.getPort();
    }

    /// What no service may do.
    void asOperator(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The first column of the first row.
    String askedAsOperator(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("No row: " + sql);
            }
            return Objects.requireNonNull(rows.getString(1));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// One more database of the same server, with the same rooms and keys.
    void add(String name) {
        asOperator("create database " + name);
        buildRooms(server.getDatabase("postgres", name));
    }

    void asOperatorIn(String name, String sql) {
        try (var connection = server.getDatabase("postgres", name).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The first column of all rows.
    List<String> listedAsOperatorIn(String name, String sql) {
        try (var connection = server.getDatabase("postgres", name).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var list = new ArrayList<String>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// What a service must be told to enter its room.
    Map<String, String> keyOf(String room) {
        return Map.of(
                "SCAPULA_DATABASE_HOST",
                "localhost",
                "SCAPULA_DATABASE_PORT",
                String.valueOf(port()),
                "SCAPULA_DATABASE_NAME",
                "postgres",
                "SCAPULA_DATABASE_USERNAME",
                room + "_service",
                "SCAPULA_DATABASE_PASSWORD",
                Objects.requireNonNull(passwords.get(room)),
                "SCAPULA_DATABASE_OWNER_USERNAME",
                room + "_owner",
                "SCAPULA_DATABASE_OWNER_PASSWORD",
                Objects.requireNonNull(ownerPasswords.get(room)));
    }

    private static Map<String, String> newPasswords() {
        return ROOMS.stream()
                .collect(Collectors.toMap(
                        Function.identity(), room -> UUID.randomUUID().toString()));
    }

    private void buildRooms(DataSource database) {
        try (var connection = database.getConnection();
                var settings = connection.prepareStatement("select set_config(?, ?, false)");
                var rooms = connection.createStatement()) {
            for (var room : ROOMS) {
                set(settings, "rooms." + room, passwords.get(room));
                set(settings, "owners." + room, ownerPasswords.get(room));
            }
            rooms.execute(script("/rooms.sql"));
        } catch (SQLException failure) {
            throw new IllegalStateException("The rooms of the database could not be built", failure);
        }
    }

    private static void set(PreparedStatement settings, String name, @Nullable String value) throws SQLException {
        settings.setString(1, name);
        settings.setString(2, value);
        settings.executeQuery().close();
    }

    static String script(String name) {
        try (var script = Database.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
