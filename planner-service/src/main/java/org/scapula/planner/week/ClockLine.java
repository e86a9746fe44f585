package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// One thing a person does besides the exercises: from when to when, how often and how long, what, how, and what never.
public record ClockLine(
        int fromHour,
        Optional<Integer> toHour,
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
