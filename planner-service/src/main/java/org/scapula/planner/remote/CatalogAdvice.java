package org.scapula.planner.remote;

import java.util.List;
import java.util.Optional;
import org.scapula.planner.week.Span;
import org.scapula.planner.week.Topic;

/// What a plan reads of a piece of advice.
public record CatalogAdvice(
        String slug,
        Topic topic,
        String title,
        String text,
        List<Whom> contexts,
        Optional<Clock> clock,
        List<String> never,
        String evidence,
        String evidenceNote,
        List<String> sources) {

    /// Whom it fits: anybody, or whose days look like this.
    public enum Whom {
        ANY,
        DESK,
        RUNNING,
        GYM,
        MANUAL
    }

    /// Hours since the pain began.
    public record Clock(
            int fromHour, Optional<Integer> toHour, Optional<Span> repeatEveryHours, Optional<Span> minutes) {}
}
