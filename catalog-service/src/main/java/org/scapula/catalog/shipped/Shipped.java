package org.scapula.catalog.shipped;

import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Language;

/// The content that this build carries, with the languages that the operator laid beside it; read once, at start.
@ApplicationScoped
public class Shipped {

    private static final String ROOT = "catalog";

    private final Content content;

    /// `directory` holds more languages, as the catalogue's own `languages` does: `fr/language.yaml`,
    /// `fr/exercises/01-cat-cow.yaml`.
    Shipped(@ConfigProperty(name = "scapula.catalog.languages-directory") Optional<Path> directory) {
        var files = files();
        directory.ifPresent(languages -> collect(languages, "languages/", files));
        content = Content.read(files);
    }

    public Content content() {
        return content;
    }

    /// English first.
    public List<Language> languages() {
        return content.languages();
    }

    private static SequencedMap<String, String> files() {
        var yamlByFile = new TreeMap<String, String>();
        try {
            ClassPathUtils.consumeAsPaths(ROOT, root -> collect(root, "", yamlByFile));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return yamlByFile;
    }

    private static void collect(Path root, String prefix, SequencedMap<String, String> yamlByFile) {
        try (var found = Files.walk(root)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                yamlByFile.put(prefix + root.relativize(file), Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
