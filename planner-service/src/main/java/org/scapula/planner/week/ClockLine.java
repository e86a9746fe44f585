package org.scapula.planner.week;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One thing a person does besides the exercises: from when to when, how often and how long, what, how, and what never.
///
/// @param from the first hour on the clock, where the pain's beginning is known; as `until`
public record ClockLine(
        int fromHour,
        Optional<Integer> toHour,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Span> everyHours,
        Optional<Span> minutes,
        String when,
        String what,
        String how,
        List<String> never,
        String adviceId,
        List<String> sources,
        String evidence,
        String evidenceNote) {}
