package org.scapula.catalog.edition;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.scapula.catalog.shipped.Shipped;

/// Publishes the content that this build carries before the first request is answered; broken content stops the start.
@ApplicationScoped
class Publication {

    private static final Logger LOG = Logger.getLogger(Publication.class);

    private final Editions editions;
    private final Shipped shipped;

    Publication(Editions editions, Shipped shipped) {
        this.editions = editions;
        this.shipped = shipped;
    }

    /// On the main thread, before the port is opened: here, and only here, waiting is right.
    void publish(@Observes StartupEvent event) throws Throwable {
        var content = shipped.content();
        VertxContextSupport.subscribeAndAwait(() -> editions.publish(content));
        LOG.infof("Serving edition %s", content);
    }
}
