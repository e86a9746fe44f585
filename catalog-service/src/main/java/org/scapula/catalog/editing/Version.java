package org.scapula.catalog.editing;

import jakarta.persistence.Tuple;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.catalog.reader.Reader;
import org.scapula.edge.Etags;

/// One version of an exercise, from its draft to the day when it is published and for ever after.
record Version(
        UUID id,
        UUID exercise,
        String clinic,
        int number,
        State state,
        String hash,
        int revision,
        Stamp created,
        Stamp changed,
        Optional<Stamp> submitted,
        Optional<Stamp> published,
        String reviewNote,
        Document document) {

    static final String COLUMNS = """
            v.id, v.exercise, v.clinic, v.version, v.state, v.hash, v.revision, v.created_at, v.created_by, v.changed_at,
            v.changed_by, v.submitted_at, v.submitted_by, v.published_at, v.published_by, v.review_note,
            cast(v.document as text) as document""";

    static Version of(Tuple row) {
        return new Version(
                row.get("id", UUID.class),
                row.get("exercise", UUID.class),
                row.get("clinic", String.class),
                row.get("version", Integer.class),
                State.valueOf(row.get("state", String.class)),
                row.get("hash", String.class),
                row.get("revision", Integer.class),
                stamp(row, "created").orElseThrow(),
                stamp(row, "changed").orElseThrow(),
                stamp(row, "submitted"),
                stamp(row, "published"),
                row.get("review_note", String.class),
                Document.kept(row.get("document", String.class)));
    }

    boolean isShipped() {
        return clinic.equals(Reader.SHIPPED);
    }

    /// Changes with every change.
    String tag() {
        return Etags.of("exercise-version", id.toString(), String.valueOf(revision));
    }

    private static Optional<Stamp> stamp(Tuple row, String what) {
        @Nullable OffsetDateTime at = row.get(what + "_at", OffsetDateTime.class);
        return Optional.ofNullable(at).map(time -> new Stamp(time.toInstant(), row.get(what + "_by", String.class)));
    }
}
