package org.scapula.catalog.edition;

import io.smallrye.mutiny.Uni;
import org.scapula.catalog.content.Content;

/// A part of the catalogue that is brought up to date when an edition is published.
public interface Shelf {

    /// Runs in the transaction of the publication.
    Uni<Void> stock(Content content);
}
