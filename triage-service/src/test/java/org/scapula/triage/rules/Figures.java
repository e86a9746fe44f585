package org.scapula.triage.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Figures that a test has counted, for `./test` to print at its end.
final class Figures {

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    Figures(String about) {
        file = Path.of("target", about + ".txt");
    }

    void line(String format, Object... values) {
        lines.add(String.format(Locale.ENGLISH, format, values));
    }

    void write() {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
