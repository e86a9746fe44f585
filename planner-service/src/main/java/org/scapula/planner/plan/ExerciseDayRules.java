package org.scapula.planner.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// On which days a person with several plans exercises.
final class ExerciseDayRules {

    /// @param standsSince when it was made or, of a clinician's edit, when the plan was that it stands in the place of
    /// @param overtakenAt when its person reported something that it was made without
    record Made(
            Instant madeAt,
            Instant standsSince,
            LocalDate startsOn,
            Set<LocalDate> days,
            Optional<Instant> overtakenAt) {

        Made(Instant madeAt, Instant standsSince, LocalDate startsOn, Set<LocalDate> days) {
            this(madeAt, standsSince, startsOn, days, Optional.empty());
        }
    }

    record Stopped(Instant from, Optional<Instant> until) {}

    private ExerciseDayRules() {}

    /// @param plans all that the person ever had; the days of those that are long over may be left out
    static List<ExerciseDay> since(LocalDate first, List<Made> plans, List<Stopped> stops, ZoneId zone) {
        return plans.stream()
                .flatMap(plan -> plan.days().stream())
                .distinct()
                .filter(day -> !day.isBefore(first))
                .filter(day -> theLastPlanCounts(day, plans).days().contains(day))
                .sorted()
                .map(day -> day(day, plans, stops, zone))
                .toList();
    }

    /// Whoever got another plan exercises by that one from its first day on, and no more by those from before. A
    /// clinician's edit does not end the weeks that were made after the plan that it replaces.
    /// `PlansOnFile` asks the same of the database.
    static Made theLastPlanCounts(LocalDate day, List<Made> plans) {
        return begun(day, plans)
                .max(Comparator.comparing(Made::standsSince).thenComparing(Made::madeAt))
                .orElseThrow();
    }

    /// From the day on which somebody was stopped until the day on which they may go on.
    static boolean nobodyExercisesWhileStopped(LocalDate day, List<Stopped> stops, ZoneId zone) {
        return stops.stream()
                .anyMatch(stop -> isSince(stop.from(), day, zone)
                        && stop.until()
                                .filter(until -> isSince(until, day, zone))
                                .isEmpty());
    }

    static boolean nobodyExercisesByWhatNoLongerFits(LocalDate day, List<Made> plans, ZoneId zone) {
        return theLastPlanCounts(day, plans)
                .overtakenAt()
                .filter(at -> isSince(at, day, zone))
                .isPresent();
    }

    private static ExerciseDay day(LocalDate day, List<Made> plans, List<Stopped> stops, ZoneId zone) {
        var stopped = stops.stream()
                .filter(stop -> isSince(stop.from(), day, zone))
                .flatMap(stop -> Stream.concat(Stream.of(stop.from()), stop.until().stream()));
        var overtaken =
                begun(day, plans).flatMap(plan -> plan.overtakenAt().stream()).filter(at -> isSince(at, day, zone));
        var changes = Stream.concat(stopped, overtaken).toList();
        // Plans and stops are only ever added, a stop ends once and a plan is overtaken once, so that this never goes
        // down.
        var revision = Math.toIntExact(begun(day, plans).count()) - 1 + changes.size();
        var changedAt = Stream.concat(Stream.of(theLastPlanCounts(day, plans).madeAt()), changes.stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new ExerciseDay(
                day,
                revision,
                changedAt,
                nobodyExercisesWhileStopped(day, stops, zone) || nobodyExercisesByWhatNoLongerFits(day, plans, zone));
    }

    private static Stream<Made> begun(LocalDate day, List<Made> plans) {
        return plans.stream().filter(plan -> !plan.startsOn().isAfter(day));
    }

    private static boolean isSince(Instant at, LocalDate day, ZoneId zone) {
        return !day.isBefore(LocalDate.ofInstant(at, zone));
    }
}
