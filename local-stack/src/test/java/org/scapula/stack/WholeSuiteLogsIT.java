package org.scapula.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.test.Planted;

/// Runs after all other tests of all modules, and reads whatever they and the services under test have printed. The
/// tests plant marked words wherever a patient can say something: none may turn up.
class WholeSuiteLogsIT {

    @Test
    void nothingThatAPatientSaidIsInAnyLog() throws IOException {
        var logs = logs();

        assertThat(logs)
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .contains("triage-service.log", "planner-service.log", "catalog-service.log");
        assertThat(logs.stream().flatMap(log -> marked(log).stream())).isEmpty();
    }

    @Test
    void aMarkThatIsThereIsFound() throws IOException {
        var log = Files.createTempFile(Path.of("target"), "planted", ".log");
        Files.writeString(log, "one\nan answer: " + Planted.FREE_TEXT.toUpperCase(Locale.ROOT) + "\n");

        assertThat(marked(log)).containsExactly(log + ":2");
        Files.delete(log);
    }

    /// Where, not what.
    private static List<String> marked(Path log) {
        var found = new ArrayList<String>();
        var number = 0;
        for (var line : lines(log)) {
            number++;
            if (line.toLowerCase(Locale.ROOT).contains(Planted.MARK)) {
                found.add(log + ":" + number);
            }
        }
        return found;
    }

    private static List<String> lines(Path log) {
        try {
            return List.of(Files.readString(log, StandardCharsets.ISO_8859_1).split("\n"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What Surefire and Failsafe kept of the tests' output, and the logs of the services that ran packaged.
    private static List<Path> logs() throws IOException {
        var logs = new ArrayList<Path>();
        try (var modules = Files.list(Path.of(".."))) {
            for (var target : modules.map(module -> module.resolve("target"))
                    .filter(Files::isDirectory)
                    .toList()) {
                logs.addAll(under(target.resolve("surefire-reports"), "-output.txt"));
                logs.addAll(under(target.resolve("failsafe-reports"), "-output.txt"));
                logs.addAll(under(target.resolve("logs"), ".log"));
            }
        }
        return logs;
    }

    private static List<Path> under(Path directory, String ending) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
