package org.scapula.catalog.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The figures as they are shipped, by file name.
final class FigureFiles {

    static final Path SHIPPED = Path.of("src/main/resources/catalog/exercises");

    private static final String ENDING = ".figure.json";

    private FigureFiles() {}

    static SequencedMap<String, Figure> shipped() {
        return in(SHIPPED);
    }

    static SequencedMap<String, Figure> in(Path directory) {
        var figures = new TreeMap<String, Figure>();
        try (var found = Files.list(directory)) {
            for (var file :
                    found.filter(each -> each.toString().endsWith(ENDING)).toList()) {
                var name = file.getFileName().toString();
                figures.put(name.replace(ENDING, ""), FigureFile.read(name, Files.readString(file)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return figures;
    }
}
