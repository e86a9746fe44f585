package org.scapula.planner.fhir.cards;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// The times that somebody is about to book.
///
/// @param timeless how many appointments came without a time
record Proposed(List<Instant> starts, int timeless) {

    private static final String POINTER = "/context/appointments";

    /// No clinic books further ahead, or writes down what was longer ago.
    private static final Duration NEARBY = Duration.ofDays(3653);

    static final Proposed NONE = new Proposed(List.of(), 0);

    /// Of a Bundle. One that proposes nothing is not taken for a good time.
    static Proposed in(Object sent, Instant now) {
        var starts = new ArrayList<Instant>();
        var timeless = 0;
        for (var appointment : appointments(sent)) {
            var start = start(appointment, now);
            start.ifPresent(starts::add);
            timeless += start.isPresent() ? 0 : 1;
        }
        return new Proposed(List.copyOf(starts), timeless);
    }

    private static List<Map<?, ?>> appointments(Object sent) {
        if (!(sent instanceof Map<?, ?> bundle) || !"Bundle".equals(bundle.get("resourceType"))) {
            throw refused("must be a Bundle of Appointments");
        }
        if (!(bundle.get("entry") instanceof List<?> entries) || entries.isEmpty()) {
            throw refused("must hold at least one Appointment");
        }
        return entries.stream()
                .map(Proposed::object)
                .<Map<?, ?>>map(entry -> object(entry.get("resource")))
                .toList();
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw refused("must hold Appointments");
    }

    private static Optional<Instant> start(Map<?, ?> appointment, Instant now) {
        if (!"Appointment".equals(appointment.get("resourceType"))) {
            throw refused("must hold Appointments");
        }
        var start = appointment.get("start");
        if (start == null) {
            return Optional.empty();
        }
        try {
            var at = OffsetDateTime.parse(start.toString()).toInstant();
            if (at.isBefore(now.minus(NEARBY)) || at.isAfter(now.plus(NEARBY))) {
                throw refused("holds a start that is more than ten years away");
            }
            return Optional.of(at);
        } catch (DateTimeException unreadable) {
            throw refused("holds a start that is no time with an offset");
        }
    }

    private static RuntimeException refused(String why) {
        return Problems.invalid(new FieldError(POINTER, "malformed", why));
    }
}
