package org.scapula.triage.replay;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.scapula.triage.rules.Disposition;

/// A stored assessment, as far as it can be judged again.
record Past(UUID id, Instant assessedAt, Disposition disposition, String asked) {

    static Past of(Row row) {
        return new Past(
                row.getUUID("id"),
                row.getOffsetDateTime("assessed_at").toInstant(),
                Disposition.valueOf(row.getString("disposition")),
                row.getString("asked"));
    }
}
