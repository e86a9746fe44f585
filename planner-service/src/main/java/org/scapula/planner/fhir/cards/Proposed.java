package org.scapula.planner.fhir.cards;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// The times that somebody is about to book.
///
/// @param timeless how many appointments came without a time
record Proposed(List<Instant> starts, int timeless) {

    private static final String POINTER = "/context/appointments";

    static final Proposed NONE = new Proposed(List.of(), 0);

    /// Of a Bundle; some systems send the list alone, as the first edition of the hook showed it.
    static Proposed in(Object sent) {
        var starts = new ArrayList<Instant>();
        var timeless = 0;
        for (var appointment : appointments(sent)) {
            var start = start(appointment);
            start.ifPresent(starts::add);
            timeless += start.isPresent() ? 0 : 1;
        }
        return new Proposed(List.copyOf(starts), timeless);
    }

    private static List<Map<?, ?>> appointments(Object sent) {
        return switch (sent) {
            case List<?> list -> list.stream().map(Proposed::object).toList();
            case Map<?, ?> bundle ->
                Optional.<Object>ofNullable(bundle.get("entry")).stream()
                        .flatMap(entries -> entries instanceof List<?> list ? list.stream() : Stream.of(entries))
                        .map(Proposed::object)
                        .<Map<?, ?>>map(entry -> object(entry.get("resource")))
                        .toList();
            default -> throw refused("must be a Bundle of Appointments");
        };
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw refused("must hold Appointments");
    }

    private static Optional<Instant> start(Map<?, ?> appointment) {
        if (!"Appointment".equals(appointment.get("resourceType"))) {
            throw refused("must hold Appointments");
        }
        var start = appointment.get("start");
        if (start == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(start.toString()).toInstant());
        } catch (DateTimeException unreadable) {
            throw refused("holds a start that is no time with an offset");
        }
    }

    private static RuntimeException refused(String why) {
        return Problems.invalid(new FieldError(POINTER, "malformed", why));
    }
}
