package org.scapula.catalog.fhir;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.scapula.catalog.reader.Reader;

/// A published version of an exercise as the database keeps it.
record Kept(UUID id, String clinic, String slug, int version, boolean retired, Instant publishedAt, String document) {

    static Kept of(Tuple row) {
        return new Kept(
                row.get("id", UUID.class),
                row.get("clinic", String.class),
                row.get("slug", String.class),
                row.get("version", Integer.class),
                row.get("retired", Boolean.class),
                row.get("published_at", OffsetDateTime.class).toInstant(),
                row.get("document", String.class));
    }

    boolean isShipped() {
        return clinic.equals(Reader.SHIPPED);
    }

    Kept retired(boolean otherwise) {
        return new Kept(id, clinic, slug, version, otherwise, publishedAt, document);
    }
}
