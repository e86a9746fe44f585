package org.scapula.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that reads calendars and is not ours.
sealed interface ForeignReader {

    ObjectMapper JSON = new ObjectMapper();

    /// What a program made of one entry; times in UTC, or days.
    record Entry(String uid, String start, String end, String status, String summary) {

        boolean takesPlace() {
            return !status.equals("CANCELLED");
        }
    }

    String name();

    /// Everything that it shows of the calendar, read anew.
    List<Entry> refreshed() throws InterruptedException;

    /// A script of a few lines around a library, which prints what the library understood.
    record Script(String name, URI feed, Path work, List<String> command) implements ForeignReader {

        @Override
        public List<Entry> refreshed() throws InterruptedException {
            return run(
                            work,
                            Stream.concat(command.stream(), Stream.of(feed.toString()))
                                    .toList())
                    .lines()
                    .map(Script::entry)
                    .toList();
        }

        private static Entry entry(String line) {
            try {
                var read = JSON.readTree(line);
                return new Entry(
                        read.path("uid").asText(),
                        read.path("start").asText(),
                        read.path("end").asText(),
                        read.path("status").asText(),
                        read.path("summary").asText());
            } catch (JsonProcessingException notALine) {
                throw new UncheckedIOException(notALine);
            }
        }
    }

    /// A calendar for the terminal over files that vdirsyncer keeps equal to the feed. It lives in UTC, whatever the
    /// clinic does.
    record Khal(String name, Path home, List<String> period) implements ForeignReader {

        private static final String FORMAT = "{uid}|{start-long}|{end-long}|{cancelled}|{title}";

        static Khal subscribed(String name, URI feed, Path home, List<String> period) throws InterruptedException {
            try {
                Files.createDirectories(home.resolve("events"));
                Files.writeString(home.resolve("vdirsyncer.conf"), """
                        [general]
                        status_path = "%1$s/status/"
                        [pair feed]
                        a = "ours"
                        b = "theirs"
                        collections = null
                        [storage ours]
                        type = "filesystem"
                        path = "%1$s/events/"
                        fileext = ".ics"
                        [storage theirs]
                        type = "http"
                        url = "%2$s"
                        """.formatted(home, feed));
                Files.writeString(home.resolve("khal.conf"), """
                        [calendars]
                        [[feed]]
                        path = %1$s/events/
                        [locale]
                        local_timezone = UTC
                        default_timezone = UTC
                        timeformat = %%H:%%M
                        dateformat = %%Y-%%m-%%d
                        longdateformat = %%Y-%%m-%%d
                        datetimeformat = %%Y-%%m-%%dT%%H:%%M
                        longdatetimeformat = %%Y-%%m-%%dT%%H:%%M
                        [sqlite]
                        path = %1$s/khal.db
                        """.formatted(home));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            var khal = new Khal(name, home, period);
            khal.told("vdirsyncer", "-c", "vdirsyncer.conf", "discover");
            return khal;
        }

        @Override
        public List<Entry> refreshed() throws InterruptedException {
            told("vdirsyncer", "-c", "vdirsyncer.conf", "sync");
            var command = Stream.concat(
                    Stream.of("khal", "-c", "khal.conf", "list", "--day-format", "", "--format", FORMAT),
                    period.stream());
            return run(home, command.toList())
                    .lines()
                    .filter(line -> line.contains("|"))
                    .map(Khal::entry)
                    .toList();
        }

        private void told(String... command) throws InterruptedException {
            var unused = run(home, List.of(command));
        }

        private static Entry entry(String line) {
            var words = line.split("\\|", -1);
            return new Entry(
                    words[0], utc(words[1]), utc(words[2]), words[3].isBlank() ? "CONFIRMED" : "CANCELLED", words[4]);
        }
    }

    /// khal tells a day as a day and a time without its zone, which is UTC here.
    private static String utc(String told) {
        return told.contains("T") ? told + ":00Z" : told;
    }

    private static String run(Path directory, List<String> command) throws InterruptedException {
        try {
            var output = Files.createTempFile(directory, "said", ".txt");
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(false)
                    .redirectError(directory.resolve("errors.txt").toFile())
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CannotStart(String.join(" ", command) + " failed:\n"
                        + Files.readString(directory.resolve("errors.txt")) + Files.readString(output));
            }
            var said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(Arrays.toString(command.toArray()), failure);
        }
    }
}
