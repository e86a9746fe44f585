package org.scapula.planner.week;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The hard rules that hold a clinician's change against what was said of the plan that is changed. The other rules
/// look at the weeks before it only: nobody makes a plan from what was said of that plan itself.
public final class EditRules {

    private EditRules() {}

    /// @param plan as it would be
    /// @param before as it stands
    /// @param lived what became of it so far
    /// @param because why, in the clinician's words; what they promise [WeekRules] sees among the texts of the plan
    public static List<Violation> check(PlanToCheck plan, Week before, PastWeek lived, String because) {
        var told = new PlanToCheck(plan.facts().goingOnFrom(lived), plan.week(), plan.guidance(), plan.texts());
        return Stream.of(
                        new WeekRules.Rule("H26", _ -> namesNoMedicine(because)),
                        new WeekRules.Rule("H03", it -> asksForNoMoreAfterAFlareNobodyAssessed(it, before)),
                        new WeekRules.Rule("H42", it -> addsNoLoadAfterAFlare(it, before)),
                        new WeekRules.Rule("H61", it -> bringsNothingThatHurt(it, before)))
                .flatMap(rule -> rule.check(told).stream())
                .toList();
    }

    /// Where something is only gone, no line of the week holds the reason, and the person reads it all the same.
    static List<String> namesNoMedicine(String because) {
        return WeekRules.namesAMedicine(because)
                ? List.of("The reason names a medicine: %s".formatted(because))
                : List.of();
    }

    /// What is less or gone needs no triage, nor does movement in the place of something else.
    static List<String> asksForNoMoreAfterAFlareNobodyAssessed(PlanToCheck plan, Week before) {
        return ProgressRules.flareNobodyAssessed(plan).isEmpty()
                ? List.of()
                : more(before, plan.week()).stream()
                        .filter(it -> !it.isNew() || it.exerciseClass().loads())
                        .map(More::slug)
                        .distinct()
                        .map("There was a flare after the assessment, and %s becomes more."::formatted)
                        .toList();
    }

    /// Assessed or not: a plan that was made now would begin with quiet days, and with less load than before.
    /// Other load may take the place of some where that day has no more of it then.
    static List<String> addsNoLoadAfterAFlare(PlanToCheck plan, Week before) {
        return ProgressRules.flaredLately(plan)
                ? more(before, plan.week()).stream()
                        .filter(it -> it.exerciseClass().loads())
                        .filter(it -> !it.isNew() || isMore(load(before, it.date()), load(plan.week(), it.date())))
                        .map(More::slug)
                        .distinct()
                        .map(
                                ("There was a flare, and %s adds load. After a flare a week holds less load than before; it"
                                                + " comes back with the weeks that follow.")::formatted)
                        .toList()
                : List.of();
    }

    /// It may stay until next week, as it does for whoever has no clinician; it comes nowhere else, nor more of it.
    static List<String> bringsNothingThatHurt(PlanToCheck plan, Week before) {
        var said = ProgressRules.ratings(plan);
        return more(before, plan.week()).stream()
                .map(More::slug)
                .filter(slug -> said.get(slug) == Rating.HURTS)
                .distinct()
                .map("%s hurt, and comes in or becomes more."::formatted)
                .toList();
    }

    /// Of this exercise a day holds more than before.
    private record More(LocalDate date, String slug, ExerciseClass exerciseClass, boolean isNew) {}

    private record OfADay(LocalDate date, String slug) {}

    private static List<More> more(Week before, Week now) {
        var then = byDay(before);
        var more = new ArrayList<More>();
        byDay(now).forEach((where, lines) -> {
            var known = then.getOrDefault(where, List.of());
            if (isMore(known, lines)) {
                more.add(new More(where.date(), where.slug(), lines.getFirst().exerciseClass(), known.isEmpty()));
            }
        });
        return more;
    }

    /// By day and not by session: where a session becomes empty, the next of that day takes its number.
    private static Map<OfADay, List<PastLine>> byDay(Week week) {
        return week.days().stream()
                .flatMap(day -> IntStream.range(0, day.sessions().size())
                        .boxed()
                        .flatMap(at -> day.sessions().get(at).items().stream().map(it -> PastLine.of(day, at + 1, it))))
                .collect(groupingBy(line -> new OfADay(line.date(), line.slug())));
    }

    private static List<PastLine> load(Week week, LocalDate date) {
        return byDay(week).values().stream()
                .flatMap(List::stream)
                .filter(line -> line.date().equals(date) && line.exerciseClass().loads())
                .toList();
    }

    private static boolean isMore(List<PastLine> then, List<PastLine> now) {
        return Stream.<ToIntFunction<PastLine>>of(
                        PastLine::sets,
                        PastLine::reps,
                        PastLine::holdSec,
                        PastLine::seconds,
                        PastLine::rpe,
                        PastLine::level)
                .anyMatch(figure -> sum(now, figure) > sum(then, figure));
    }

    private static int sum(List<PastLine> lines, ToIntFunction<PastLine> figure) {
        return lines.stream().mapToInt(figure).sum();
    }
}
