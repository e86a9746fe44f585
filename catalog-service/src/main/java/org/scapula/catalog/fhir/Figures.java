package org.scapula.catalog.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scapula.catalog.content.Dose;
import org.scapula.catalog.content.Range;
import org.scapula.catalog.content.StageDose;

/// The figures of a dose, one after another; and, of how often and how long, what FHIR has a place for.
final class Figures {

    private static final int MOST_DAYS = 7;

    private Figures() {}

    record Figure(String what, int min, int max, String source) {}

    static List<Figure> of(Dose dose) {
        return figures(
                dose.sets(),
                dose.reps(),
                dose.holdSeconds(),
                dose.breaths(),
                dose.minutes(),
                dose.secondsPerSpot(),
                dose.perDay(),
                dose.perWeek());
    }

    static List<Figure> of(StageDose dose) {
        return figures(
                dose.sets(),
                dose.reps(),
                dose.holdSeconds(),
                dose.breaths(),
                dose.minutes(),
                dose.secondsPerSpot(),
                dose.perDay(),
                dose.perWeek());
    }

    /// Where a dose says both, it means so often on so many days: FHIR has one period, so we count over the week.
    static Optional<ActivityDefinition.Timing> timing(Dose dose) {
        var times = dose.perDay().or(dose::perWeek);
        var daily = dose.perDay().isPresent() && dose.perWeek().isEmpty();
        var least = times(dose.perDay().map(Range::min), dose.perWeek().map(Range::min));
        var most = times(dose.perDay().map(Range::max), dose.perWeek().map(Range::max));
        var period = times.map(unused -> 1);
        var repeat = new ActivityDefinition.Timing.Repeat(
                dose.minutes().map(Range::min),
                dose.minutes().map(Range::max).filter(longest -> isMore(longest, dose.minutes())),
                dose.minutes().map(unused -> "min"),
                times.map(unused -> least),
                times.map(unused -> most).filter(often -> often > least),
                period,
                period.map(unused -> daily ? "d" : "wk"));
        return times.isPresent() || dose.minutes().isPresent()
                ? Optional.of(new ActivityDefinition.Timing(repeat))
                : Optional.empty();
    }

    private static int times(Optional<Integer> perDay, Optional<Integer> perWeek) {
        return perDay.orElse(1) * perWeek.map(days -> Math.min(days, MOST_DAYS)).orElse(1);
    }

    private static boolean isMore(int most, Optional<Range> range) {
        return range.map(given -> most > given.min()).orElse(false);
    }

    private static List<Figure> figures(
            Optional<Range> sets,
            Optional<Range> reps,
            Optional<Range> holdSeconds,
            Optional<Range> breaths,
            Optional<Range> minutes,
            Optional<Range> secondsPerSpot,
            Optional<Range> perDay,
            Optional<Range> perWeek) {
        var figures = new ArrayList<Figure>();
        add("sets", sets, figures);
        add("reps", reps, figures);
        add("holdSeconds", holdSeconds, figures);
        add("breaths", breaths, figures);
        add("minutes", minutes, figures);
        add("secondsPerSpot", secondsPerSpot, figures);
        add("perDay", perDay, figures);
        add("perWeek", perWeek, figures);
        return List.copyOf(figures);
    }

    private static void add(String what, Optional<Range> range, List<Figure> figures) {
        range.ifPresent(given -> figures.add(new Figure(what, given.min(), given.max(), given.source())));
    }
}
