package org.scapula.planner.week;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Whom advice is for: how long it has hurt, what fills the days, and what the person and triage said. The hour of the
/// pain is that of the plan's making; empty when nobody knows it.
///
/// @param onset when that pain began, on the clinic's clock
/// @param withheld what the same plan keeps from the person
public record Recipient(
        Optional<Integer> hoursSinceOnset,
        Stage stage,
        Set<Context> contexts,
        List<ReportedCondition> conditions,
        List<Advised> activities,
        Optional<ZonedDateTime> onset,
        Withheld withheld) {

    /// More than any hour a piece of advice names: pain older than six weeks without a known hour.
    private static final int LONG_AGO = Integer.MAX_VALUE;

    public Recipient {
        contexts = Set.copyOf(contexts);
        conditions = List.copyOf(conditions);
        activities = List.copyOf(activities);
    }

    /// Nobody knows the time on the clock, and nothing is kept from anybody.
    public Recipient(
            Optional<Integer> hoursSinceOnset,
            Stage stage,
            Set<Context> contexts,
            List<ReportedCondition> conditions,
            List<Advised> activities) {
        this(hoursSinceOnset, stage, contexts, conditions, activities, Optional.empty(), Withheld.NOTHING);
    }

    Optional<Integer> hour() {
        return stage == Stage.ACUTE ? hoursSinceOnset : Optional.of(hoursSinceOnset.orElse(LONG_AGO));
    }

    /// Where the line is about nothing else than what triage says to stop. Nobody stops sitting at a desk for it.
    Optional<Advised> stopped(AdviceLine line) {
        return Stream.of(Activity.RUNNING, Activity.GYM)
                .filter(activity -> line.isOnlyFor(activity.context()))
                .flatMap(activity -> activities.stream().filter(it -> it.stops(activity)))
                .findFirst();
    }
}
