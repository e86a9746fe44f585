package org.scapula.triage.replay;

import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.TimeOrderedId;
import org.scapula.triage.ruleset.RuleSetHead;

/// The question what a rule set would have said of the assessments of some time, and what is known of the answer.
record Comparison(
        UUID id,
        UUID ruleSet,
        UUID against,
        Instant from,
        Instant until,
        Instant askedAt,
        ComparisonView.State state,
        long wanted,
        long done,
        Optional<String> report) {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;

    /// Days are those of the clinic's calendar.
    static Comparison asked(UUID ruleSet, UUID against, NewComparison wanted, Clock clock) {
        return new Comparison(
                TimeOrderedId.at(clock.instant()),
                ruleSet,
                against,
                wanted.from().map(day -> begin(day, clock)).orElseGet(() -> begin(LocalDate.MIN, clock)),
                wanted.to()
                        .filter(day -> day.getYear() < LAST_YEAR)
                        .map(day -> begin(day.plusDays(1), clock))
                        .orElseGet(() -> begin(LocalDate.MAX, clock)),
                clock.instant(),
                ComparisonView.State.RUNNING,
                0,
                0,
                Optional.empty());
    }

    static Comparison of(Tuple row) {
        return new Comparison(
                row.get("id", UUID.class),
                row.get("rule_set", UUID.class),
                row.get("against", UUID.class),
                row.get("from_at", OffsetDateTime.class).toInstant(),
                row.get("until_at", OffsetDateTime.class).toInstant(),
                row.get("asked_at", OffsetDateTime.class).toInstant(),
                ComparisonView.State.valueOf(row.get("state", String.class)),
                row.get("wanted", Long.class),
                row.get("done", Long.class),
                Optional.ofNullable(row.get("report", String.class)));
    }

    ComparisonView view(RuleSetHead compared, RuleSetHead inForce) {
        return new ComparisonView(
                id, state, wanted, done, askedAt, from, until, compared, inForce, report.orElse(null));
    }

    private static Instant begin(LocalDate day, Clock clock) {
        var year = Math.clamp(day.getYear(), FIRST_YEAR, LAST_YEAR);
        return (year == day.getYear() ? day : LocalDate.of(year, 1, 1))
                .atStartOfDay(clock.getZone())
                .toInstant();
    }
}
