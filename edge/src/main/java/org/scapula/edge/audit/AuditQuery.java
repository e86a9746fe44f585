package org.scapula.edge.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.scapula.edge.Pages;
import org.scapula.edge.Problems;

/// Which acts to show: the newest `limit` of those before the number `before` that fit everything given.
record AuditQuery(
        Optional<String> actor,
        Optional<String> act,
        Optional<String> record,
        Optional<String> patient,
        Optional<String> trace,
        Instant from,
        Instant until,
        long before,
        int limit) {

    static final int USUAL = 50;
    static final int MOST = 200;

    private static final Instant EVER_SINCE = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int ALL = 100_000;

    static AuditQuery about(String patient) {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(patient),
                Optional.empty(),
                EVER_SINCE,
                FOR_EVER,
                Long.MAX_VALUE,
                ALL);
    }

    static Instant from(Optional<String> given) {
        return given.map(text -> instant("from", text)).orElse(EVER_SINCE);
    }

    static Instant until(Optional<String> given) {
        return given.map(text -> instant("until", text)).orElse(FOR_EVER);
    }

    static long before(Optional<String> cursor) {
        return cursor.map(Pages::number).orElse(Long.MAX_VALUE);
    }

    private static Instant instant(String name, String text) {
        try {
            var time = Instant.parse(text);
            if (time.isBefore(EVER_SINCE) || time.isAfter(FOR_EVER)) {
                throw Problems.invalidParameter(name, "must be in this millennium");
            }
            return time;
        } catch (DateTimeException notATime) {
            throw Problems.invalidParameter(name, "must be a time such as 2026-11-23T08:00:00Z");
        }
    }
}
