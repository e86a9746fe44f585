package org.scapula.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// A real PostgreSQL 18 for the tests of one JVM, with the same three rooms as in production: embedded by default, or
/// in
/// a container with `-Dscapula.test.database=containers`.
public final class TestDatabase {

    private static final List<String> ROOMS = List.of("catalog", "triage", "planner");

    private static @Nullable TestDatabase running;

    private final String host;
    private final int port;
    private final String superuserPassword;
    private final Map<String, String> passwords = newPasswords();
    private final Map<String, String> ownerPasswords = newPasswords();

    private TestDatabase(String host, int port, String superuserPassword) {
        this.host = host;
        this.port = port;
        this.superuserPassword = superuserPassword;
    }

    private static Map<String, String> newPasswords() {
        return ROOMS.stream()
                .collect(Collectors.toMap(
                        Function.identity(), room -> UUID.randomUUID().toString()));
    }

    public static synchronized TestDatabase running() {
        var database = running;
        if (database == null) {
            database = switch (System.getProperty("scapula.test.database", "embedded")) {
                case "containers" -> inContainer();
                case "embedded" -> embedded();
                default -> throw new IllegalArgumentException("scapula.test.database is embedded or containers");
            };
            database.buildRooms();
            running = database;
        }
        return database;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String name() {
        return "postgres";
    }

    public String passwordOf(String room) {
        return Objects.requireNonNull(passwords.get(room), "no such room");
    }

    public String ownerPasswordOf(String room) {
        return Objects.requireNonNull(ownerPasswords.get(room), "no such room");
    }

    /// A connection as the role of a service.
    public Connection enter(String room) throws SQLException {
        return connect(room + "_service", passwordOf(room));
    }

    /// A connection as the role that builds the tables of a room.
    public Connection asOwnerOf(String room) throws SQLException {
        return connect(room + "_owner", ownerPasswordOf(room));
    }

    /// A connection that may do anything; for what only an operator does.
    public Connection asOperator() throws SQLException {
        return connect("postgres", superuserPassword);
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + name(), user, password);
    }

    @SuppressWarnings("resource") // ends with the JVM, by zonky's own shutdown hook
    private static TestDatabase embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "60")
                    .start();
            return new TestDatabase("localhost", server.getPort(), "postgres");
        } catch (IOException failure) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", failure);
        }
    }

    @SuppressWarnings("resource") // stopped by the shutdown hook
    private static TestDatabase inContainer() {
        var password = UUID.randomUUID().toString();
        var server = new PostgreSQLContainer("postgres:18")
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword(password);
        server.start();
        // No reaper container is asked for: one image less to trust, and none is needed when the JVM ends in order.
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        return new TestDatabase(server.getHost(), server.getMappedPort(5432), password);
    }

    private void buildRooms() {
        try (var connection = asOperator();
                var settings = connection.prepareStatement(
                        "select set_config('rooms.' || ?, ?, false), set_config('owners.' || ?, ?, false)");
                var rooms = connection.createStatement()) {
            for (var room : ROOMS) {
                settings.setString(1, room);
                settings.setString(2, passwordOf(room));
                settings.setString(3, room);
                settings.setString(4, ownerPasswordOf(room));
                settings.executeQuery().close();
            }
            rooms.execute(script());
        } catch (SQLException failure) {
            throw new IllegalStateException("The rooms of the database could not be built", failure);
        }
    }

    private static String script() {
        try (var script = TestDatabase.class.getResourceAsStream("/rooms.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
