package org.scapula.catalog.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The content as it is shipped, for tests that break one thing in it.
public final class ShippedFiles {

    private static final Path ROOT = Path.of("src/main/resources/catalog");

    private ShippedFiles() {}

    public static SequencedMap<String, String> all() {
        var yamlByFile = new TreeMap<String, String>();
        try (var found = Files.walk(ROOT)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                yamlByFile.put(ROOT.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return yamlByFile;
    }

    public static SequencedMap<String, String> with(String file, String old, String replacement) {
        var files = all();
        var before = files.get(file);
        if (before == null || !before.contains(old)) {
            throw new IllegalArgumentException(file + " does not contain " + old);
        }
        files.put(file, before.replace(old, replacement));
        return files;
    }
}
