package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// `./run verify-audit`: follows the chains of the running stack's audit as the operator, who alone sees every clinic.
record AuditCheck(Path home) {

    private static final int PORT_LINE = 3;

    static AuditCheck of(List<String> arguments, Path root) {
        var home = switch (arguments.size()) {
            case 0 -> Options.usualHome(root);
            case 2 -> homeIn(arguments);
            default -> throw unknown(arguments);
        };
        return new AuditCheck(home.toAbsolutePath().normalize());
    }

    record Findings(List<List<String>> rows, boolean whole) {}

    Findings look() {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port() + "/postgres", "postgres", "postgres");
                var question = connection.createStatement();
                var answer = question.executeQuery(Database.script("/verify-audit.sql"))) {
            return findings(answer);
        } catch (SQLException failure) {
            throw new CannotStart(
                    "The audit of the stack on " + home + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Findings findings(ResultSet answer) throws SQLException {
        var columns = answer.getMetaData().getColumnCount();
        var rows = new ArrayList<List<String>>();
        var whole = true;
        var names = new ArrayList<String>();
        for (var column = 1; column <= columns; column++) {
            names.add(answer.getMetaData().getColumnLabel(column));
        }
        rows.add(names);
        while (answer.next()) {
            var row = new ArrayList<String>();
            for (var column = 1; column <= columns; column++) {
                var value = answer.getString(column);
                row.add(value == null ? "" : value);
            }
            whole &= !answer.getString("chain").equals("broken");
            rows.add(row);
        }
        return new Findings(rows, whole);
    }

    /// PostgreSQL notes in its data where it listens, as long as it does.
    private int port() {
        var note = home.resolve("postgres/postmaster.pid");
        try {
            return Integer.parseInt(Files.readAllLines(note).get(PORT_LINE).strip());
        } catch (NoSuchFileException stopped) {
            throw new CannotStart("No stack runs on the data in " + home
                    + ". Start it with ./run in another terminal, and ask again.");
        } catch (IOException failure) {
            throw new UncheckedIOException(note + " cannot be read", failure);
        }
    }

    private static Path homeIn(List<String> arguments) {
        if (!arguments.getFirst().equals("--data")) {
            throw unknown(arguments);
        }
        return Path.of(arguments.getLast());
    }

    private static CannotStart unknown(List<String> arguments) {
        return new CannotStart("./run verify-audit takes --data DIR only, not " + String.join(" ", arguments) + "\n\n"
                + Options.USAGE);
    }
}
