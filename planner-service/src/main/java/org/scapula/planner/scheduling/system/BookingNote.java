package org.scapula.planner.scheduling.system;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a system has no place for a key of ours, it stands in the note of the appointment, and with it the address of
/// the referral. Nothing else does: notes are read by many.
final class BookingNote {

    private static final Pattern KEY = Pattern.compile("Scapula booking ([A-Za-z0-9._~-]{1,100})(?: .*)?");

    private BookingNote() {}

    static String of(NewVisit visit) {
        return "Scapula booking " + visit.key()
                + visit.referral().map(address -> " " + address).orElse("");
    }

    static String keyIn(Optional<String> note) {
        return note.map(KEY::matcher)
                .filter(found -> found.matches())
                .map(found -> found.group(1))
                .orElse("");
    }
}
