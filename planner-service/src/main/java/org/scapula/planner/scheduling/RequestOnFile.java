package org.scapula.planner.scheduling;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/// A booking request as it stands at this moment, for those who look over more than one of them.
///
/// @param reasons a JSON text: why the window is as it is
/// @param since since when it is in this state
/// @param emergency whether the person was told to get help at once since, and no clinician has seen to it yet
/// @param changedAt when it last became as it is, by an act or by the clock
public record RequestOnFile(
        UUID id,
        String patient,
        UUID assessment,
        Priority priority,
        String visitType,
        BookingState.Name state,
        Instant windowFrom,
        Instant windowUntil,
        boolean overdue,
        String reasons,
        Instant since,
        Optional<UUID> visit,
        Optional<String> externalId,
        boolean emergency,
        Instant createdAt,
        Instant changedAt,
        int version) {

    static RequestOnFile of(Tuple row) {
        return new RequestOnFile(
                row.get("id", UUID.class),
                row.get("patient", String.class),
                row.get("assessment", UUID.class),
                Priority.valueOf(row.get("priority", String.class)),
                row.get("visit_type", String.class),
                BookingState.Name.valueOf(row.get("now_in", String.class)),
                at(row, "window_from"),
                at(row, "window_until"),
                row.get("overdue", Boolean.class),
                row.get("reasons", String.class),
                at(row, "now_since"),
                Optional.ofNullable(row.get("visit", UUID.class)),
                Optional.ofNullable(row.get("external_id", String.class)),
                row.get("emergency", Boolean.class),
                at(row, "created_at"),
                at(row, "updated"),
                row.get("version", Integer.class));
    }

    /// Somebody has to see to it still.
    public boolean isOpen() {
        return state != BookingState.Name.FULFILLED && state != BookingState.Name.CANCELLED;
    }

    /// There is a time at which the person is to come.
    public boolean hasVisit() {
        return state == BookingState.Name.BOOKED || state == BookingState.Name.CONFIRMED;
    }

    private static Instant at(Tuple row, String column) {
        return row.get(column, OffsetDateTime.class).toInstant();
    }
}
