package org.scapula.planner.scheduling.system;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a system has no place for a key of ours, it stands in the note of the appointment, and with it the address of
/// the referral. Nothing else of ours does: notes are read by many. What the desk writes before and after stays.
final class BookingNote {

    private static final Pattern KEY =
            Pattern.compile("(?<![0-9A-Za-z])Scapula booking ([0-9a-f-]{36})(?![0-9A-Za-z-])");

    private BookingNote() {}

    static String of(NewVisit visit) {
        return "Scapula booking " + visit.key()
                + visit.referral().map(address -> " " + address).orElse("");
    }

    static String keyIn(Optional<String> note) {
        return note.map(KEY::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse("");
    }
}
