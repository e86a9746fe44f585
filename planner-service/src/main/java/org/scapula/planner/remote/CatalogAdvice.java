package org.scapula.planner.remote;

import java.util.List;
import java.util.Optional;

/// What a plan reads of a piece of advice.
public record CatalogAdvice(
        String slug,
        String title,
        String text,
        Optional<Clock> clock,
        List<String> never,
        String evidence,
        String evidenceNote,
        List<String> sources) {

    /// Hours since the pain began.
    public record Clock(int fromHour, Optional<Integer> toHour) {}
}
