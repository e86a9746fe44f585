package org.scapula.catalog.edition;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.util.ClassPathUtils;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.scapula.catalog.content.Content;

/// Publishes the content that this build carries before the first request is answered; broken content stops the start.
@ApplicationScoped
class Publication {

    private static final Logger LOG = Logger.getLogger(Publication.class);
    private static final String ROOT = "catalog";

    private final Editions editions;

    Publication(Editions editions) {
        this.editions = editions;
    }

    /// On the main thread, before the port is opened: here, and only here, waiting is right.
    void publish(@Observes StartupEvent event) throws Throwable {
        var content = Content.read(files());
        VertxContextSupport.subscribeAndAwait(() -> editions.publish(content));
        LOG.infof("Serving edition %s", content);
    }

    static SequencedMap<String, String> files() {
        var yamlByFile = new TreeMap<String, String>();
        try {
            ClassPathUtils.consumeAsPaths(ROOT, root -> collect(root, yamlByFile));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return yamlByFile;
    }

    private static void collect(Path root, SequencedMap<String, String> yamlByFile) {
        try (var found = Files.walk(root)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                yamlByFile.put(root.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
