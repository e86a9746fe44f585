package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// A piece of advice as the catalogue has it; hours count from when the pain began.
public record AdviceLine(
        String slug,
        String title,
        String text,
        Optional<Integer> fromHour,
        Optional<Integer> toHour,
        List<String> never,
        String evidence,
        String evidenceNote,
        List<String> sources) {

    public AdviceLine {
        never = List.copyOf(never);
        sources = List.copyOf(sources);
    }
}
