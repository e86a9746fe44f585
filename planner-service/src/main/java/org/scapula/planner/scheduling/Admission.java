package org.scapula.planner.scheduling;

import java.time.LocalDate;
import java.util.Optional;

/// What becomes of somebody who asks for a visit.
sealed interface Admission {

    /// They are to be seen in this window.
    record Seen(Window window) implements Admission {}

    /// They must not wait for any booking.
    record Emergency() implements Admission {}

    /// Looking after themselves is enough for now; from this day on it is not.
    record NotNeeded(Optional<LocalDate> until) implements Admission {}
}
