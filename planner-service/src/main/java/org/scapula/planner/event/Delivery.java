package org.scapula.planner.event;

import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/// An event that this worker, and for a while nobody else, is to tell a webhook.
record Delivery(
        UUID webhook,
        UUID lease,
        String clinic,
        URI url,
        int generation,
        Promised promised,
        int attempts,
        Instant since,
        EventView event) {

    static Delivery of(Row row) {
        var clinic = row.getString("clinic");
        return new Delivery(
                row.getUUID("webhook"),
                row.getUUID("lease"),
                clinic,
                URI.create(row.getString("url")),
                row.getInteger("generation"),
                Promised.in(row.getString("promised")),
                row.getInteger("attempts"),
                row.getOffsetDateTime("since").toInstant(),
                EventView.of(clinic, row.getUUID("event"), row));
    }
}
